// `npm run bench`: how long sealing and checking take in a browser, beside libraries that people use for them. It judges nothing.
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { main, Problem, say } from './lib/run.mjs'
import { engines, nodeModules } from './setup.mjs'

const FEWEST = 30
const HELP = `npm run bench -- [--rounds N] [--json]

Times sealing in headless Chromium: the files of dist/ on a page with a protected form, and jose, hpke and
libsodium-wrappers on the same page with the same keys. Prints medians and ratios; no figure makes it fail.

  --rounds N   samples of each, after warm-up (default 60, at least ${FEWEST})
  --json       the figures as JSON on stdout

  npm run bench
  npm run --silent bench -- --rounds 200 --json > bench.json
`

function read(args) {
  const options = { rounds: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }
  let values
  try {
    values = parseArgs({ args, options }).values
  } catch (cause) {
    throw new Problem(cause.message, 'npm run bench -- --help')
  }
  if (values.help) {
    process.stdout.write(HELP)
    return undefined
  }
  const rounds = Number(values.rounds ?? 60)
  if (!Number.isInteger(rounds) || rounds < FEWEST) throw new Problem(`--rounds ${values.rounds} is too few for a median`, `${FEWEST} or more`)
  return { rounds, json: values.json }
}

/** Builds what is missing, runs every round and gives the figures. */
async function bench({ rounds }) {
  await nodeModules()
  const [chromium] = await engines(['chromium'])
  if (!chromium.driver) throw new Problem('Chromium cannot be driven here', chromium.hint)
  await build()
  // Only now are the packages surely there that these import.
  const [{ measure }, { summarise }] = await Promise.all([import('../benches/run.mjs'), import('../benches/report.mjs')])
  say(`${rounds} rounds in Chromium, then as many fresh pages`)
  const { engine, samples, checks, sizes } = await measure(rounds)
  const machine = `${availableParallelism()} CPUs, load ${loadavg()[0].toFixed(1)}`
  return { engine, machine, rounds, ...summarise({ samples, checks, sizes }) }
}

await main(import.meta, async (args) => {
  const options = read(args)
  if (!options) return
  const figures = await bench(options)
  const { table } = await import('../benches/report.mjs')
  console.log(options.json ? JSON.stringify(figures, null, 2) : table(figures))
})
