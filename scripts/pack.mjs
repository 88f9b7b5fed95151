// `npm run pack`: the npm package `waxseal`, made of what the build makes. It is never published from here.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, SYNTAX } from './build.mjs'
import { packageFiles } from './lib/package.mjs'
import { target } from './lib/project.mjs'
import { publish } from './lib/publish.mjs'
import { main, Problem, run } from './lib/run.mjs'

const HELP = `npm run pack -- [--out DIR]

Builds the page's files and packs the npm package; prints the path of the tarball.

  --out DIR   folder for the tarball (default target/packages)

  npm run pack
  npm run pack -- --out /tmp/packages
`

/** Packs into the folder `out` and gives the tarball's path. */
export async function pack(out = join(target, 'packages')) {
  const bound = await build()
  const glue = Object.fromEntries(bound.map(({ name, folder }) => [`${name}-glue`, join(folder, 'glue.js')]))
  const folder = join(target, 'package')
  publish(folder, await packageFiles(glue, SYNTAX))
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
  const cwd = process.env.INIT_CWD ?? process.cwd()
  console.log(await pack(values.out && resolve(cwd, values.out)))
})
