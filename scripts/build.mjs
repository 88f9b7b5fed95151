// Builds what a page loads for Waxseal into dist/: two modules with their glue, the consent part, the packs, the loader as script and as package. Two builds of
// one commit give the same bytes, in whichever folder.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { withCopies } from './lib/compress.mjs'
import { dist, lockedVersion, root, target } from './lib/project.mjs'
import { publish } from './lib/publish.mjs'
import { main, Problem, run, say } from './lib/run.mjs'
import { forBuild } from './setup.mjs'

// Each of these is in every browser we support (Chrome 97, Firefox 102, Safari 16). Never --all-features: it makes
// wasm-opt write encodings that browsers refuse.
const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue']
const ENABLED = FEATURES.map((name) => `--enable-${name}`)
const OPTIMISE = ['-Oz', '--converge', '--strip-debug', '--strip-producers', '--strip-target-features']
// Private members stay private: as older syntax they would lie in a WeakMap, which scripts of the page can put a hand on.
export const SYNTAX = ['chrome97', 'firefox102', 'safari16']

// Smaller code for what is not the bottleneck, and 64-bit limbs, which wasm has, for the curve.
const SMALL = ['aes_backend_soft="compact"', 'sha2_backend_soft="compact"', 'curve25519_dalek_bits="64"']

const sha256 = (bytes, form) => createHash('sha256').update(bytes).digest(form)
const integrity = (bytes) => `sha256-${sha256(bytes, 'base64')}`

/** What seals, and what checks: the second is of no use without the first, but has a budget of its own. */
const MODULES = [
  { crate: 'waxseal', name: 'core', page: 'page/main.ts' },
  { crate: 'waxseal-fields-page', name: 'fields', page: 'fields/main.ts' },
]

/** Builds everything into dist/; gives the modules, each with the folder of its glue. */
export async function build() {
  await forBuild()
  const packs = readPacks()
  const files = { ...packs.files }
  const bound = []
  for (const module of MODULES) bound.push({ ...module, folder: await bind(module, await compile(module)) })
  await typeCheck()
  for (const { folder, ...module } of bound) {
    files[`waxseal-${module.name}.wasm`] = readFileSync(join(folder, 'bound.wasm'))
    files[`waxseal-${module.name}.js`] = await bundleModule(module, folder, packs.fields)
  }
  Object.assign(files, await bundleConsent(packs))
  Object.assign(files, await bundleLoader(files))
  publish(dist, await withCopies(files))
  return bound
}

/** A module as the compiler gives it. */
async function compile({ crate, name }) {
  say(`compiling waxseal-${name} for WebAssembly`)
  await run('cargo', ['fetch', '--locked', '--target', 'wasm32-unknown-unknown', '--quiet'])
  const options = ['--lib', '--crate-type', 'cdylib', '--features', 'alone', '--profile', 'wasm', '--target', 'wasm32-unknown-unknown']
  const args = ['rustc', '--locked', '-p', crate, ...options]
  const flags = [...SMALL.flatMap((value) => ['--cfg', value]), ...(await places()).map(([from, to]) => `--remap-path-prefix=${from}=${to}`)]
  await run('cargo', args, { env: { CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f'), CARGO_TARGET_DIR: target } })
  return join(target, 'wasm32-unknown-unknown/wasm', `${crate.replaceAll('-', '_')}.wasm`)
}

/** Folders of this machine whose names would stand in the module's panic messages, and short names for them. */
async function places() {
  const sysroot = (await run('rustc', ['--print', 'sysroot'], { quiet: true })).trim()
  const commit = (await run('rustc', ['-vV'], { quiet: true })).match(/commit-hash: (\w+)/)?.[1]
  const crates = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry/src')
  // The folder below is named for the registry, or for its mirror.
  const registries = existsSync(crates) ? readdirSync(crates).map((name) => [join(crates, name), 'crates']) : []
  return [[root, '.'], ...registries, [join(sysroot, 'lib/rustlib/src/rust'), `/rustc/${commit}`]]
}

/** Glue written and bytes saved, kept in a folder named for what went in: a second build has nothing to do. */
async function bind({ name }, compiled) {
  const recipe = [compiled, join(root, 'package-lock.json'), import.meta.filename].map((file) => readFileSync(file))
  const folder = join(target, 'page', sha256(Buffer.concat([...recipe, Buffer.from(lockedVersion('wasm-bindgen'))]), 'hex').slice(0, 16))
  if (existsSync(folder)) return folder
  say(`wasm-bindgen, wasm-opt: waxseal-${name}`)
  mkdirSync(join(target, 'page'), { recursive: true })
  const draft = mkdtempSync(`${folder}.`)
  await run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--omit-default-module-path', '--out-name', 'glue', '--out-dir', draft, compiled])
  const module = join(draft, 'bound.wasm')
  const wasmOpt = (from, ...passes) =>
    run(process.execPath, [join(root, 'node_modules/binaryen/bin/wasm-opt'), from, '-o', module, ...passes, ...ENABLED], { quiet: true })
  await wasmOpt(join(draft, 'glue_bg.wasm'), ...OPTIMISE)
  rename(join(draft, 'glue.js'), JSON.parse(await wasmOpt(module, '--minify-imports-and-exports-and-modules')))
  if (!WebAssembly.validate(readFileSync(module))) throw new Problem('wasm-opt made a module that this runtime refuses')
  // Another build may have been quicker; its folder has the same bytes.
  if (!existsSync(folder)) renameSync(draft, folder)
  return folder
}

/** The lazy parts: languages, and tables of what few pages need. Gives them with the hashes of those that each script must know. */
function readPacks() {
  const source = join(root, 'crates/fields/packs')
  const tables = readdirSync(source, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.bin'))
    .sort()
  const files = {}
  const add = (packs) => {
    for (const [name, bytes] of Object.entries(packs)) files[`waxseal-packs/${name}`] = bytes
    return Object.fromEntries(Object.entries(packs).map(([name, bytes]) => [name, integrity(bytes)]))
  }
  const read = (names) => add(Object.fromEntries(names.map((name) => [name, readFileSync(join(source, name))])))
  const phones = read(tables.filter((name) => name.startsWith('tel/')))
  const fields = {
    ...add(texts('fields/messages', 'lang', 'en.json')),
    ...read(tables.filter((name) => !name.startsWith('tel/'))),
    // Two hundred hashes of packs that few pages fetch are a file of their own.
    ...add({ 'tel.json': JSON.stringify(phones) }),
  }
  return { files, fields, consent: add(texts('core/consent', 'consent')), receipt: add(texts('core/receipt', 'receipt')) }
}

/** The sentences of each language, without the blanks that are for translators. */
function texts(folder, prefix, inside) {
  const source = join(root, 'crates', folder)
  const names = readdirSync(source)
    .filter((name) => name.endsWith('.json') && name !== inside)
    .sort()
  return Object.fromEntries(names.map((name) => [`${prefix}-${name}`, minified(join(source, name))]))
}

const minified = (file) => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))

/** The consent part and what it fetches: each knows the hash of the next. */
async function bundleConsent(packs) {
  const files = {}
  const script = async (name, entry, define) => {
    const file = `waxseal-${name}.js`
    files[file] = await bundle(join(root, 'www', entry), 'esm', { PACKS: define, WAXSEAL_VERSION: version() })
    return { [file]: integrity(files[file]) }
  }
  const ed25519 = await script('ed25519', 'consent/ed25519.ts', {})
  const qr = await script('qr', 'receipt/qr.ts', {})
  const receipt = await script('receipt', 'receipt/main.ts', { ...packs.receipt, ...ed25519, ...qr })
  await script('consent', 'consent/main.ts', { ...packs.consent, ...ed25519, ...receipt })
  return files
}

/** The page's side of a module, with the glue between the two in it. */
function bundleModule({ name, page }, folder, packs) {
  return bundle(join(root, 'www', page), 'esm', { PACKS: packs }, { alias: { [`${name}-glue`]: join(folder, 'glue.js') } })
}

/**
 * Gives the glue the short names that wasm-opt gave imports and exports; each of the long ones ends in a hash. All imports are of one
 * module then, also those functions of src/read.js that the module calls past the glue, as nothing needs converting.
 */
function rename(glue, { imports, exports }) {
  const source = readFileSync(glue, 'utf8')
  const names = new Map(imports.map(([, name, short]) => [name, short]))
  const exported = new Map(exports)
  const past = imports
    .filter(([from]) => from.startsWith('./snippets/'))
    .map(([from, name, short]) => `${short}: ${source.match(`import \\* as (\\w+) from "${from}"`)[1]}.${name}`)
  const text = source
    .replace(/\bwasm\.(\w+)/g, (whole, name) => (exported.has(name) ? `wasm.${exported.get(name)}` : whole))
    .replace(/\b__wb\w+(?=: function)/g, (name) => names.get(name) ?? name)
    .replace(/"\.\/glue_bg\.js": (\w+),(\s*"\.\/snippets\/.*)*/, (_, wrapped) => `a: { ${[`...${wrapped}`, ...past].join(', ')} },`)
  writeFileSync(glue, text)
}

/** TypeScript, strictly; `project` is a folder with a tsconfig.json. */
export async function typeCheck(project = root) {
  say('checking types')
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])
}

/** The loader knows the hash of what starts the rest, and that the hashes of glue and modules: neither loads others. */
async function bundleLoader(built) {
  const loader = (entry, format, constants) => bundle(join(root, 'www/loader', entry), format, constants)
  const start = await loader('start.ts', 'esm', {
    CORE_JS_INTEGRITY: integrity(built['waxseal-core.js']),
    CORE_WASM_INTEGRITY: integrity(built['waxseal-core.wasm']),
    FIELDS_JS_INTEGRITY: integrity(built['waxseal-fields.js']),
    FIELDS_WASM_INTEGRITY: integrity(built['waxseal-fields.wasm']),
    CONSENT_JS_INTEGRITY: integrity(built['waxseal-consent.js']),
  })
  const mends = minified(join(root, 'www/loader/mends.json'))
  const watch = await loader('watch.ts', 'esm', {})
  const constants = { WAXSEAL_VERSION: version(), WATCH_INTEGRITY: integrity(watch), START_INTEGRITY: integrity(start), MENDS_INTEGRITY: integrity(mends) }
  return {
    'waxseal-start.js': start,
    'waxseal-mends.json': mends,
    'waxseal-watch.js': watch,
    'waxseal.js': await loader('main.ts', 'iife', constants),
    'waxseal.mjs': await loader('module.ts', 'esm', constants),
    'waxseal.d.ts': readFileSync(join(root, 'www/types.d.ts')),
  }
}

const version = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version

/** One script with all that it imports, and `constants` written into it. */
async function bundle(entry, format, constants, options = {}) {
  const { build: esbuild } = await import('esbuild')
  const define = Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]))
  const fixed = { bundle: true, write: false, minify: true, target: SYNTAX, charset: 'utf8', legalComments: 'none', logLevel: 'warning' }
  const { outputFiles } = await esbuild({ entryPoints: [entry], format, define, ...fixed, ...options })
  return outputFiles[0].contents
}

await main(import.meta, build)
