// `npm test`: every check of the project in order, cheap ones first, and a count at the end.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, target } from './lib/project.mjs'
import { attempt, explain, main, Problem, programs, run, say } from './lib/run.mjs'
import { build, typeCheck } from './build.mjs'
import { deps } from './deps.mjs'
import { fuzz } from './fuzz.mjs'
import { pack, packPrograms } from './pack.mjs'
import { bundlePageTests } from './page-tests.mjs'
import { reproduce } from './reproduce.mjs'
import { engines, ENGINES, forBuild, lintTools } from './setup.mjs'
import { size } from './size.mjs'

const HELP = `npm test -- [--only PART]… [--engine NAME]… [--name TEXT]

Runs every check. Engines that are missing are installed where this runs as root on Debian, else named and skipped;
with CI=true a missing one is a failure.

  --only PART      rust, page, interop, size, e2e or fuzz
  --engine NAME    chromium, firefox or webkit: end-to-end tests in these only
  --name TEXT      only end-to-end tests whose name matches (a regular expression)

  npm test
  npm test -- --only e2e --engine firefox
  npm test -- --only e2e --engine chromium --name "Vue 3"
`
const PARTS = ['rust', 'page', 'interop', 'size', 'e2e', 'fuzz']
const WASM = ['-p', 'waxseal', '--target', 'wasm32-unknown-unknown']
const started = Date.now()
const results = []

function choose(args) {
  const options = { only: { type: 'string', multiple: true }, engine: { type: 'string', multiple: true }, name: { type: 'string' }, help: { type: 'boolean' } }
  let values
  try {
    values = parseArgs({ args, options }).values
  } catch (cause) {
    throw new Problem(cause.message, 'npm test -- --help')
  }
  if (values.help) {
    process.stdout.write(HELP)
    return undefined
  }
  const among = (given, all) => {
    const unknown = given?.find((name) => !all.includes(name))
    if (unknown) throw new Problem(`there is no ${unknown}`, all.join(', '))
    return given ?? all
  }
  return { parts: among(values.only, PARTS), engines: among(values.engine, Object.keys(ENGINES)), pattern: values.name }
}

/** Gets all the tools first: what cannot be had stops the run here, before it has cost half an hour. */
async function prepare({ parts, engines: names }) {
  await forBuild()
  if (parts.includes('rust')) await lintTools()
  if (!parts.some((part) => ['page', 'e2e'].includes(part))) return {}
  return Object.fromEntries((await engines(names)).map((engine) => [engine.name, engine]))
}

async function rust() {
  await step('rustfmt', async () => {
    await run('cargo', ['fmt', '--all', '--check'])
    await run('cargo', ['fmt', '--manifest-path', 'fuzz/Cargo.toml', '--check'])
  })
  const lints = ['--locked', '--all-targets', '--', '-D', 'warnings']
  await step('clippy', () => run('cargo', ['clippy', '--workspace', ...lints]))
  await step('clippy for the page', () => run('cargo', ['clippy', ...WASM, ...lints]))
  await step('dependencies', deps)
  await step('generated tables', () => run('cargo', ['run', '--locked', '--quiet', '-p', 'xtask', '--', '--check']))
  await counted('cargo test', () => cargoTest(['--workspace']))
}

async function page(chromium) {
  await step('lint and format of scripts', () => run(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings']))
  await step('types', async () => (await typeCheck(), typeCheck(join(root, 'tests/page'))))
  await counted('units of the page', async () => nodeTests(await bundlePageTests()))
  if (chromium && !chromium.driver) return skip('module in Chromium', missing(chromium))
  if (!chromium) return skip('module in Chromium', 'not among the engines asked for')
  const settings = join(target, 'webdriver.json')
  const flags = ['--headless=new', '--no-sandbox', '--disable-quic', '--disable-background-networking']
  writeFileSync(settings, JSON.stringify({ 'goog:chromeOptions': { binary: chromium.browser, args: flags } }))
  const env = {
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: 'wasm-bindgen-test-runner',
    CHROMEDRIVER: chromium.driver,
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: settings,
    // Seconds. Its own limits, 20 and 5, are short for a machine that does other things beside.
    WASM_BINDGEN_TEST_TIMEOUT: '300',
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '60',
  }
  // The checks are a module of their own, which the tests load as a page does.
  await counted('module in Chromium', async () => (await build(), cargoTest(WASM, env)))
}

async function interop() {
  await counted('interop', async () => (await release(), await pack(), await packPrograms(), nodeTest('tests/interop')))
}

async function sizes() {
  await step('size', size)
  await step('reproducible build', reproduce)
}

/** Two engines at a time: one waits for its pages while the other works. */
async function endToEnd(engines, pattern) {
  const waiting = engines.filter((engine) => engine.driver || skip(`end to end in ${engine.title}`, missing(engine)))
  if (waiting.length === 0) return
  await step('what end-to-end tests run', async () => (await release(), await pack()))
  const next = async () => {
    for (let engine; (engine = waiting.shift()); ) {
      const { name, title } = engine
      await counted(`end to end in ${title}`, () => nodeTest('tests/e2e', { env: { WAXSEAL_ENGINE: name }, pattern, tag: name }))
    }
  }
  await Promise.all([next(), next()])
}

/** The programs as people run them. */
const release = () => programs(['--quiet'])

async function cargoTest(args, env) {
  const { status, stdout } = await attempt('cargo', ['test', '--locked', '--no-fail-fast', ...args], { keep: true, env })
  const count = { passed: 0, failed: 0, skipped: 0, notes: [...stdout.matchAll(/^test (\S+) .*FAILED$/gm)].map(([, name]) => `failed: ${name}`) }
  for (const [, passed, failed, ignored] of stdout.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm)) {
    count.passed += Number(passed)
    count.failed += Number(failed)
    count.skipped += Number(ignored)
  }
  if (status !== 0 && count.failed === 0) count.failed = 1
  return count
}

/** Runs the tests in `folder`. */
function nodeTest(folder, options) {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.mjs'))
  return nodeTests(
    names.map((name) => join(root, folder, name)),
    options,
  )
}

/** Runs files of tests. With a `tag` others run beside them, and what they print is shown in one piece at the end. */
async function nodeTests(files, { env, pattern, tag } = {}) {
  const file = join(target, `tally-${tag ?? 'tests'}.json`)
  rmSync(file, { force: true })
  mkdirSync(target, { recursive: true })
  const reporters = ['spec', 'stdout', './scripts/lib/tally.mjs', file]
  const args = reporters.map((value, i) => `--test-reporter${i % 2 ? '-destination' : ''}=${value}`)
  if (pattern) args.push(`--test-name-pattern=${pattern}`)
  const { status, stdout, stderr } = await attempt(process.execPath, ['--enable-source-maps', '--test', ...args, ...files], { env, quiet: Boolean(tag) })
  if (tag) process.stdout.write(stdout + stderr)
  const count = JSON.parse(readFileSync(file, 'utf8'))
  if (status !== 0 && count.failed === 0) count.failed = 1
  return count
}

/** One check that passes or fails as a whole. */
const step = (name, check) => counted(name, async () => ({ passed: (await check(), 1), failed: 0, skipped: 0, notes: [] }))

const missing = ({ title, hint }) => `${title} cannot be driven here; ${hint}`

function skip(name, why) {
  say(`${name}: skipped, ${why}`)
  results.push({ name, passed: 0, failed: 0, skipped: 1, notes: [`skipped: ${why}`] })
}

async function counted(name, check) {
  say(name)
  const start = Date.now()
  const count = await check().catch((error) => {
    explain(error)
    return { passed: 0, failed: 1, skipped: 0, notes: [] }
  })
  results.push({ name, seconds: Math.round((Date.now() - start) / 1000), ...count })
}

function summary() {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  console.log(`\nAfter ${Math.round((Date.now() - started) / 1000)} s:`)
  for (const { name, seconds = 0, passed, failed, skipped, notes } of results) {
    const mark = failed > 0 ? '✗' : passed > 0 ? '✓' : '–'
    console.log(`${mark} ${name.padEnd(28)} ${`${passed} passed, ${failed} failed, ${skipped} skipped`.padEnd(36)} ${seconds} s`)
    for (const note of notes) console.log(`    ${note}`)
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  if (sum('failed') > 0) process.exitCode = 1
}

await main(import.meta, async (args) => {
  const wanted = choose(args)
  if (!wanted) return
  const browsers = await prepare(wanted)
  const parts = {
    rust: () => rust(),
    page: () => page(browsers.chromium),
    interop: () => interop(),
    size: () => sizes(),
    e2e: () => endToEnd(Object.values(browsers), wanted.pattern),
    fuzz: () => step('fuzz targets', fuzz),
  }
  for (const part of wanted.parts) await parts[part]()
  summary()
})
