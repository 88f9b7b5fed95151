// Unit tests of the TypeScript in www/, in seconds: no browser, no WebAssembly. `npm run test:page -- press` runs those of one file.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, target } from './lib/project.mjs'
import { main, Problem, run } from './lib/run.mjs'

const source = join(root, 'tests/page')
const built = join(target, 'page-tests')

/** Bundles the tests whose file has `part` in its name; gives their paths. */
export async function bundlePageTests(part = '') {
  const names = readdirSync(source).filter((name) => name.endsWith('.test.ts') && name.includes(part))
  if (names.length === 0)
    throw new Problem(
      `tests/page has no test called ${part}`,
      readdirSync(source)
        .filter((name) => name.endsWith('.test.ts'))
        .join(', '),
    )
  rmSync(built, { recursive: true, force: true })
  mkdirSync(built, { recursive: true })
  const { build } = await import('esbuild')
  // What the build of the page fills in.
  const define = Object.fromEntries(['WAXSEAL_VERSION', 'START_INTEGRITY', 'MENDS_INTEGRITY', 'WATCH_INTEGRITY', 'PACKS'].map((name) => [name, '""']))
  const options = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
  }
  await build({ entryPoints: names.map((name) => join(source, name)), outdir: built, define, logLevel: 'warning', ...options })
  return names.map((name) => join(built, `${basename(name, '.ts')}.mjs`))
}

await main(import.meta, async ([part]) => {
  const files = await bundlePageTests(part)
  await run(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...files])
})
