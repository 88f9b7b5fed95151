// `npm run pack`: the npm packages, made of what the build makes. They are never published from here.
import { chmodSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, SYNTAX } from './build.mjs'
import { packageFiles } from './lib/package.mjs'
import { programFiles } from './lib/platforms.mjs'
import { target } from './lib/project.mjs'
import { publish } from './lib/publish.mjs'
import { main, Problem, programs, run } from './lib/run.mjs'

const packages = join(target, 'packages')

const HELP = `npm run pack -- [--out DIR]

Builds the page's files and the programs, and packs the npm packages: \`waxseal\`, and that with the programs for this machine. Prints the
paths of the tarballs.

  --out DIR   folder for the tarballs (default target/packages)

  npm run pack
  npm run pack -- --out /tmp/packages
`

/** Packs `waxseal` into the folder `out` and gives the tarball's path. */
export async function pack(out = packages) {
  const glue = await build()
  return tarball('package', await packageFiles(glue, SYNTAX), out)
}

/** Packs the programs for this machine, which are built already. */
export async function packPrograms(out = packages) {
  const files = programFiles()
  return tarball('package-programs', files, out, ['bin/waxseal', 'bin/waxseal-receiver'])
}

/** `npm pack` of `files`, those in `executable` marked as programs. */
async function tarball(name, files, out, executable = []) {
  const folder = join(target, name)
  publish(folder, files)
  for (const file of executable) chmodSync(join(folder, file), 0o755)
  mkdirSync(out, { recursive: true })
  const [{ filename }] = JSON.parse(await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', out], { cwd: folder, quiet: true }))
  return join(out, filename)
}

await main(import.meta, async (args) => {
  let values
  try {
    values = parseArgs({ args, options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values
  } catch (cause) {
    throw new Problem(cause.message, 'npm run pack -- --help')
  }
  if (values.help) return process.stdout.write(HELP)
  const out = values.out && resolve(process.env.INIT_CWD ?? process.cwd(), values.out)
  console.log(await pack(out))
  await programs(['--quiet'])
  console.log(await packPrograms(out))
})
