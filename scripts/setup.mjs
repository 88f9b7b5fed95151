// Gets what the build and the tests need and says so while doing it. Only Node's own modules are imported here:
// this file runs before `npm ci` has.
import { existsSync, lstatSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inCi, lockedVersion, root, tools } from './lib/project.mjs'
import { attempt, explain, main, Problem, run, say, which } from './lib/run.mjs'

const GECKODRIVER = '0.37.1'
const WEBKIT_BROWSERS = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)

/** The three engines: what must be there, and the Debian packages that bring it. */
export const ENGINES = {
  chromium: {
    title: 'Chromium',
    packages: ['chromium', 'chromium-driver'],
    find: () => pair(which('chromium') ?? which('google-chrome'), which('chromedriver')),
  },
  firefox: {
    title: 'Firefox',
    packages: ['firefox-esr'],
    find: () => pair(which('firefox-esr') ?? which('firefox'), which('geckodriver')),
  },
  webkit: {
    title: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    find: () => which('xvfb-run') && pair(WEBKIT_BROWSERS.find(existsSync), which('WebKitWebDriver')),
  },
}

const pair = (browser, driver) => browser && driver && { browser, driver }

/** npm packages, if they are missing or older than the lock file. */
export async function nodeModules() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  const wanted = join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return
  // Another checkout lends its own: `npm ci` would empty it there.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return
  say('npm ci: the development packages of package-lock.json')
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { hint: 'npm needs its registry for this step, once' })
}

/** Rust with a C compiler; offers the one line that gets each. */
export async function rust() {
  if (!which('cargo') || !which('rustc')) throw new Problem('Rust is missing', 'install it from https://rustup.rs, then run this again')
  const version = (await run('rustc', ['--version'], { quiet: true })).match(/\d+\.(\d+)/)
  if (Number(version[1]) < 90) throw new Problem(`Rust ${version[0]} is too old: 1.90 or newer is needed`, 'rustup update stable')
  if (!which('cc')) await apt(['build-essential'], 'a C compiler is missing (SQLite is compiled from source)')
}

/** The compiler's WebAssembly target. */
export async function wasmTarget() {
  const sysroot = (await run('rustc', ['--print', 'sysroot'], { quiet: true })).trim()
  if (existsSync(join(sysroot, 'lib/rustlib/wasm32-unknown-unknown'))) return
  await rustup(['target', 'add', 'wasm32-unknown-unknown'])
}

/** Formatter and linter, which a minimal Rust installation leaves out. */
export async function lintTools() {
  for (const [command, component] of [
    ['fmt', 'rustfmt'],
    ['clippy', 'clippy'],
  ]) {
    if ((await attempt('cargo', [command, '--version'], { quiet: true })).status !== 0) await rustup(['component', 'add', component])
  }
}

async function rustup(args) {
  if (!which('rustup')) throw new Problem(`the Rust installation lacks ${args[2]}`, `install Rust with rustup, or add ${args[2]} by its package`)
  say(`rustup ${args.join(' ')}`)
  await run('rustup', args, { hint: 'rustup needs the network for this step, once' })
}

/** wasm-bindgen and its test runner, of the version that the crate has: the two must agree to the last digit. */
export const wasmBindgen = () => cargoInstall('wasm-bindgen', 'wasm-bindgen-cli', lockedVersion('wasm-bindgen'))

/** The driver for Firefox, which Debian does not package. */
export const geckodriver = () => cargoInstall('geckodriver', 'geckodriver', GECKODRIVER)

async function cargoInstall(program, crate, version) {
  if (which(program)) {
    const { stdout } = await attempt(program, ['--version'], { quiet: true })
    if (stdout.split(/\s+/)[1] === version) return
  }
  say(`cargo install ${crate} ${version} into target/tools: a few minutes, once`)
  // Not --locked: the lock file inside wasm-bindgen-cli names a release that was withdrawn.
  const build = join(tools, 'build')
  await run('cargo', ['install', crate, '--version', version, '--root', tools, '--force', '--quiet'], {
    env: { CARGO_TARGET_DIR: build },
    hint: 'cargo needs its registry for this step, once',
  })
  rmSync(build, { recursive: true, force: true })
}

/**
 * The engines that can be driven here; as root, and in CI, those that are missing are installed. In CI one that is
 * missing even then is a {@link Problem}; elsewhere the answer says how to get it.
 */
export async function engines(wanted = Object.keys(ENGINES)) {
  const missing = wanted.filter((name) => !ENGINES[name].find() && !(name === 'firefox' && firefoxIsThere()))
  if (missing.length > 0 && (inCi || isRoot())) {
    const installed = apt(
      missing.flatMap((name) => ENGINES[name].packages),
      'browsers are missing',
    )
    await (inCi ? installed : installed.catch(explain))
  }
  if (wanted.includes('firefox') && firefoxIsThere()) await geckodriver()
  return wanted.map((name) => {
    const found = ENGINES[name].find()
    const hint = `apt install ${ENGINES[name].packages.join(' ')}`
    if (!found && inCi) throw new Problem(`${ENGINES[name].title} cannot be driven`, hint)
    return { name, title: ENGINES[name].title, ...(found || { hint }) }
  })
}

const firefoxIsThere = () => Boolean(which('firefox-esr') ?? which('firefox'))

const isRoot = () => process.getuid?.() === 0

/** Installs Debian packages as root, or with sudo in CI; otherwise says which to install. */
export async function apt(packages, why) {
  const command = `apt install ${packages.join(' ')}`
  if (!which('apt-get') || !(isRoot() || (inCi && which('sudo')))) throw new Problem(why, command)
  say(`${why}: ${command}`)
  const [program, before] = isRoot() ? ['apt-get', []] : ['sudo', ['-n', 'apt-get']]
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, hint: command }
  await run(program, [...before, 'update', '-qq'], options)
  await run(program, [...before, 'install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}

/** What `npm run build` needs. */
export async function forBuild() {
  await nodeModules()
  await rust()
  await wasmTarget()
  await wasmBindgen()
}

await main(import.meta, async () => {
  await forBuild()
  await lintTools()
  for (const engine of await engines()) say(engine.driver ? `${engine.title}: ${engine.driver}` : `${engine.title} is missing: ${engine.hint}`)
})
