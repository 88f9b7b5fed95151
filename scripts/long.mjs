// `npm run test:long`: checks that cost minutes or a network, which `npm test` leaves out.
import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { root } from './lib/project.mjs'
import { main, Problem, programs, run } from './lib/run.mjs'
import { pack } from './pack.mjs'

const HELP = `npm run test:long -- [--only PART]…

Runs what \`npm test\` leaves out.

  --only PART   bundlers: an application made with each bundler, in Chromium; fetches their packages

  npm run test:long
  npm run test:long -- --only bundlers
`
const PARTS = {
  bundlers: async () => {
    await programs(['--quiet'])
    await pack()
    await run(process.execPath, ['--test', '--test-reporter=spec', join(root, 'tests/bundlers/bundlers.test.mjs')])
  },
}

await main(import.meta, async (args) => {
  let values
  try {
    values = parseArgs({ args, options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } } }).values
  } catch (cause) {
    throw new Problem(cause.message, 'npm run test:long -- --help')
  }
  if (values.help) return process.stdout.write(HELP)
  const wanted = values.only ?? Object.keys(PARTS)
  const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name))
  if (unknown) throw new Problem(`there is no ${unknown}`, Object.keys(PARTS).join(', '))
  for (const name of wanted) await PARTS[name]()
})
