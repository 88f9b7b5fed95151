// Builds what a page loads for Waxseal into dist/: the modules with their glue, the consent part, the packs, the loader as script and as package. Two builds of
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

/** What seals. */
const CORE = { crate: 'waxseal', name: 'core' }
/** What checks: all kinds, of which only the glue is used, since it fits each part; then the parts of crates/fields/src/parts.rs, the base first. */
const CHECKS = { crate: 'waxseal-fields-page', name: 'fields' }
const PARTS = ['base', 'phone', 'person', 'numbers'].map((part) => ({ ...CHECKS, name: `fields-${part}`, part }))

/** Builds everything into dist/; gives the glue of what seals and of what checks, by the names they are imported by. */
export async function build() {
  await forBuild()
  const core = await bind(CORE, await compile(CORE))
  const { glue, names } = await bindParts(await compile(CHECKS))
  const [base, ...parts] = await inTurn(PARTS, async (part) => bindPart(part, await compile(part), names))
  const packs = readPacks(Object.fromEntries(parts.map((wasm, i) => [`${PARTS[i + 1].name}.wasm`, wasm])))
  const files = { ...packs.files }
  await typeCheck()
  files['waxseal-core.wasm'] = readFileSync(join(core, 'bound.wasm'))
  files['waxseal-core.js'] = await bundle(join(root, 'www/page/main.ts'), 'esm', {}, { alias: { 'core-glue': join(core, 'glue.js') } })
  files['waxseal-fields.wasm'] = base
  files['waxseal-fields.js'] = await bundle(join(root, 'www/fields/main.ts'), 'esm', { PACKS: packs.fields }, { alias: { 'fields-glue': glue } })
  Object.assign(files, await bundleConsent(packs))
  Object.assign(files, await bundleLoader(files))
  publish(dist, await withCopies(files))
  return { 'core-glue': join(core, 'glue.js'), 'fields-glue': glue }
}

/** A module as the compiler gives it. */
async function compile({ crate, name, part }) {
  say(`compiling waxseal-${name} for WebAssembly`)
  await run('cargo', ['fetch', '--locked', '--target', 'wasm32-unknown-unknown', '--quiet'])
  const options = ['--lib', '--crate-type', 'cdylib', '--features', part ? `alone,${part}` : 'alone', '--profile', 'wasm', '--target', 'wasm32-unknown-unknown']
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

/** Glue written and bytes saved. Gives the folder. */
function bind({ name }, compiled) {
  return keep(name, [compiled], async (draft) => {
    await wasmBindgen(compiled, draft)
    const module = join(draft, 'bound.wasm')
    await wasmOpt(join(draft, 'glue_bg.wasm'), module, ...OPTIMISE)
    rename(join(draft, 'glue.js'), JSON.parse(await wasmOpt(module, module, '--minify-imports-and-exports-and-modules')))
    validate(module)
  })
}

/** The one glue of all parts of the checks: a function that gives each part its own. Gives file and names. */
async function bindParts(compiled) {
  const folder = await keep('fields: glue', [compiled], async (draft) => {
    await wasmBindgen(compiled, draft)
    const { source, names } = repeatable(readFileSync(join(draft, 'glue.js'), 'utf8'))
    writeFileSync(join(draft, 'glue.js'), source)
    writeFileSync(join(draft, 'names.json'), JSON.stringify(names))
  })
  return { glue: join(folder, 'glue.js'), names: join(folder, 'names.json') }
}

/** One part of the checks, under the names of the glue. */
async function bindPart({ name }, compiled, names) {
  const folder = await keep(name, [compiled, names], async (draft) => {
    await wasmBindgen(compiled, draft)
    const [text, module] = ['bound.wat', 'bound.wasm'].map((file) => join(draft, file))
    await wasmOpt(join(draft, 'glue_bg.wasm'), text, '--strip-debug', '--emit-text')
    writeFileSync(text, renamed(readFileSync(text, 'utf8'), JSON.parse(readFileSync(names, 'utf8'))))
    await wasmOpt(text, module, ...OPTIMISE)
    validate(module)
  })
  return readFileSync(join(folder, 'bound.wasm'))
}

/** A module's text under short names. What the glue does not use is exported no more; what either lacks of the other is a mistake. */
function renamed(text, { imports, exports }) {
  const [importing, exporting] = [/\(import "[^"]+" "(\w+)"/g, /\(export "(\w+)" (.*)\)$/gm]
  const named = (pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name))
  const lacking = [...[...named(importing)].filter((name) => !(name in imports)), ...Object.keys(exports).filter((name) => !named(exporting).has(name))]
  if (lacking.length) throw new Problem(`a part of the checks and their glue differ in ${lacking}`)
  return text
    .replace(importing, (_, name) => `(import "a" "${imports[name]}"`)
    .replace(exporting, (_, name, what) => (name in exports ? `(export "${exports[name]}" ${what})` : ''))
}

/** What `make` puts into a folder that is named for what went in: a second build has nothing to do. */
async function keep(name, sources, make) {
  const recipe = [...sources, join(root, 'package-lock.json'), import.meta.filename].map((file) => readFileSync(file))
  const folder = join(target, 'page', sha256(Buffer.concat([...recipe, Buffer.from(name + lockedVersion('wasm-bindgen'))]), 'hex').slice(0, 16))
  if (existsSync(folder)) return folder
  say(`wasm-bindgen, wasm-opt: waxseal-${name}`)
  mkdirSync(join(target, 'page'), { recursive: true })
  const draft = mkdtempSync(`${folder}.`)
  await make(draft)
  // Another build may have been quicker; its folder has the same bytes.
  if (!existsSync(folder)) renameSync(draft, folder)
  return folder
}

const wasmBindgen = (compiled, folder) =>
  run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--omit-default-module-path', '--out-name', 'glue', '--out-dir', folder, compiled])

const wasmOpt = (from, to, ...passes) =>
  run(process.execPath, [join(root, 'node_modules/binaryen/bin/wasm-opt'), from, '-o', to, ...passes, ...ENABLED], { quiet: true })

function validate(module) {
  if (!WebAssembly.validate(readFileSync(module))) throw new Problem('wasm-opt made a module that this runtime refuses')
}

/** `make` of each item, one after the other: two compilers at once are slower. */
async function inTurn(items, make) {
  const made = []
  for (const item of items) made.push(await make(item))
  return made
}

/** The lazy parts: languages, and tables of what few pages need. Gives them with the hashes of those that each script must know. */
function readPacks(parts) {
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
    ...add(parts),
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

/**
 * Glue is written for one module; as a function it serves several, each with a memory of its own. What it fetches and compiles is left
 * out: parts come as bytes. Gives it with the short names of imports and exports, as `rename` does.
 */
function repeatable(glue) {
  const [, scripts, body] = glue.match(/^((?:import .*\n)*)([\s\S]*)\nasync function __wbg_load\(/) ?? []
  if (!body) throw new Problem('wasm-bindgen writes another glue than scripts/build.mjs reads')
  const [used, given] = [/\bwasm\.(\w+)/g, /\b__wb\w+(?=: function)/g]
  const [exports, imports] = [numbered(body.matchAll(used), 1), numbered(body.matchAll(given), 0)]
  const short = body
    .replace(used, (_, name) => `wasm.${exports[name]}`)
    .replace(given, (name) => imports[name])
    .replace('"./glue_bg.js": ', 'a: ')
    .replace(/^export /gm, '')
  const shown = [...body.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name)
  const init = 'async ({ module_or_path }) => __wbg_finalize_init((await WebAssembly.instantiate(module_or_path, __wbg_get_imports())).instance)'
  return { source: `${scripts}export default function () {\n${short}\nreturn { init: ${init}, ${shown.join(', ')} };\n}\n`, names: { imports, exports } }
}

/** A short name for each name that was found. */
function numbered(found, group) {
  const names = [...new Set([...found].map((match) => match[group]))]
  return Object.fromEntries(names.map((name, i) => [name, `_${i.toString(36)}`]))
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
