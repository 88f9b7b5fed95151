// The npm package of the page: which files it has, and what stands in them. Everything comes from dist/ and www/package/.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { isCopy } from './compress.mjs'
import { PLATFORMS, packageOf } from './platforms.mjs'
import { dist, root, target } from './project.mjs'
import { run } from './run.mjs'

const www = join(root, 'www')
export const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The scripts of dist/ by what they are made of. `waxseal.js` and `waxseal.mjs` are ways in of their own. */
const SCRIPTS = {
  'waxseal-start.js': 'loader/start.ts',
  'waxseal-watch.js': 'loader/watch.ts',
  'waxseal-core.js': 'page/main.ts',
  'waxseal-fields.js': 'fields/main.ts',
  'waxseal-consent.js': 'consent/main.ts',
  'waxseal-receipt.js': 'receipt/main.ts',
  'waxseal-ed25519.js': 'consent/ed25519.ts',
  'waxseal-qr.js': 'receipt/qr.ts',
}
const ENTRIES = { waxseal: 'main.ts', inline: 'inline.ts', server: 'server.ts', react: 'react.ts', vue: 'vue.ts' }
/** How files come by each other is another matter in a package: these stand in for those. */
const STAND_INS = { 'loader/load.ts': 'package/load.ts', 'beside.ts': 'package/beside.ts' }
const integrity = (name) =>
  `sha256-${createHash('sha256')
    .update(readFileSync(join(dist, name)))
    .digest('base64')}`

/** All files, {name: bytes or text}. `glue` says what wasm-bindgen wrote, {'core-glue': file}; `syntax` is esbuild's target. */
export async function packageFiles(glue, syntax) {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isCopy(entry.name))
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
    .sort()
  const files = { 'package.json': `${JSON.stringify(manifest(), null, 2)}\n`, 'README.md': readFileSync(join(www, 'package/README.md')) }
  for (const name of ['LICENSE-APACHE', 'LICENSE-MIT', 'NOTICE']) files[name] = readFileSync(join(root, name))
  for (const name of names.filter((name) => !name.endsWith('.d.ts'))) files[`files/${name}`] = readFileSync(join(dist, name))
  return { ...files, ...(await modules(names, glue, syntax)), ...(await types()), 'bin/waxseal.js': await command() }
}

function manifest() {
  const { name, version, description, license, engines } = own
  const from = (script, types = script) => ({ types: `./types/package/${types}.d.ts`, default: `./module/${script}.js` })
  const typed = { types: './types/types.d.ts' }
  // What renders pages on a server imports the application too. It has no forms.
  const way = (script) => ({ ...typed, node: './module/server.js', default: `./module/${script}.js` })
  return {
    name,
    version,
    description,
    keywords: ['form', 'consent', 'gdpr', 'encryption', 'privacy', 'webassembly'],
    license,
    type: 'module',
    exports: {
      '.': way('waxseal'),
      './inline': way('inline'),
      './react': from('react'),
      './vue': from('vue'),
      './files/*': './files/*',
      './package.json': './package.json',
    },
    types: './types/types.d.ts',
    bin: { waxseal: './bin/waxseal.js' },
    optionalDependencies: Object.fromEntries(PLATFORMS.map((platform) => [packageOf(platform), version])),
    unpkg: './files/waxseal.js',
    jsdelivr: './files/waxseal.js',
    // Importing either says where the bytes come from; the script tag's file does all it does by being loaded.
    sideEffects: ['./module/waxseal.js', './module/inline.js', './files/waxseal.js'],
    files: ['bin', 'files', 'module', 'types', 'LICENSE-*', 'NOTICE'],
    engines,
    peerDependencies: { react: '>=18', vue: '>=3.3' },
    peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
  }
}

/** The same sources as dist/, split into modules that bundlers carry as they carry any other. */
async function modules(names, glue, target) {
  const { build } = await import('esbuild')
  const text = (name) => name.endsWith('.json')
  const binary = (name) => /\.(wasm|bin)$/.test(name)
  const table = (some, row) => `{\n${some.map((name) => `${JSON.stringify(name)}: () => ${row(name)},\n`).join('')}}`
  const imports = (file) => `import(${JSON.stringify(file)})`
  const inDist = (name) => imports(join(dist, name))
  const script = (name) => {
    if (!SCRIPTS[name]) throw new Error(`SCRIPTS does not say what ${name} is made of`)
    return imports(join(www, SCRIPTS[name]))
  }
  const scripts = names.filter((name) => /^waxseal-.*\.js$/.test(name))
  const written = {
    modules: `export const scripts = ${table(scripts, script)}\nexport const texts = ${table(names.filter(text), inDist)}`,
    urls: `export const urls = ${table(names.filter(binary), (name) => `new URL(${JSON.stringify(`../files/${name}`)}, import.meta.url)`)}`,
    inlined: `export const inlined = ${table(names.filter(binary), inDist)}`,
  }
  const packs = names.filter((name) => /^waxseal-packs\/[^/]+$/.test(name)).map((name) => [name.replace(/.*\//, ''), integrity(name)])
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(Object.entries(ENTRIES).map(([name, entry]) => [name, join(www, 'package', entry)])),
    outdir: join(root, 'module'),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    minify: true,
    target,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    platform: 'browser',
    external: ['react', 'vue'],
    loader: { '.wasm': 'binary', '.bin': 'binary' },
    alias: glue,
    define: { ...constants(), PACKS: JSON.stringify(Object.fromEntries(packs)) },
    plugins: [standIns(written)],
  })
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [relative(root, path), contents]))
}

/** What the build writes into the loader. The hash of a script is nobody's business here: it is a module of the application. */
function constants() {
  const declared = readFileSync(join(www, 'loader/constants.d.ts'), 'utf8').matchAll(/declare const ((\w+)_INTEGRITY)/g)
  const value = (name) =>
    name.endsWith('_WASM')
      ? integrity(
          `waxseal-${name
            .toLowerCase()
            .replace(/_wasm$/, '.wasm')
            .replaceAll('_', '-')}`,
        )
      : ''
  const hashes = Object.fromEntries([...declared].map(([, constant, name]) => [constant, JSON.stringify(value(name))]))
  return { ...hashes, WAXSEAL_VERSION: JSON.stringify(own.version) }
}

/** The command, one file. */
async function command() {
  const { build } = await import('esbuild')
  const entry = join(root, 'scripts/npm/waxseal.mjs')
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', platform: 'node', target: 'node20', charset: 'utf8' })
  return outputFiles[0].contents
}

const standIns = (written) => ({
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^waxseal:/ }, ({ path }) => ({ path: path.slice('waxseal:'.length), namespace: 'written' }))
    onLoad({ filter: /./, namespace: 'written' }, ({ path }) => ({ contents: written[path], resolveDir: root }))
    onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, importer }) => {
      const name = relative(www, join(resolveDir, `${path}.ts`))
      if (STAND_INS[name] && dirname(importer) !== join(www, 'package')) return { path: join(www, STAND_INS[name]) }
    })
  },
})

/** www/types.d.ts, and what the compiler says of the components. */
async function types() {
  const folder = mkdtempSync(join(target, 'types-'))
  try {
    const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', root, '--outDir', folder]
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root, ...options], { quiet: true })
    const emitted = ['react', 'vue', 'events'].map((name) => [`types/package/${name}.d.ts`, readFileSync(join(folder, `www/package/${name}.d.ts`))])
    return { 'types/types.d.ts': readFileSync(join(www, 'types.d.ts')), ...Object.fromEntries(emitted) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
