// Pages that are made with something else: each is bundled with the real package and served without a Content Security
// Policy, as its users serve it.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = join(import.meta.dirname, '../frameworks')
const names = readdirSync(folder)

/** The names of all pages. */
export const pages = [...new Set(names.filter((name) => /\.(html|jsx)$|^(vue|svelte)\.js$/.test(name)).map((name) => name.replace(/\.\w+$/, '')))]

/** Serves them under /frameworks/; `root` is the thumbprint of the key that signs the policy. */
export async function startFrameworks(root) {
  const scripts = await bundle()
  const server = createServer((request, response) => {
    const [, name, kind] = request.url.match(/^\/frameworks\/([\w-]+)\.(html|js)$/) ?? []
    if (!pages.includes(name)) return response.writeHead(404).end()
    const [type, body] = kind === 'js' ? ['text/javascript', scripts.get(name)] : ['text/html', page(name, root)]
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  const port = await new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)))
  return { port, stop: () => server.close() }
}

/** The tag stands in the page, and nothing else of ours. */
const page = (name, root) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}</title>
    <script src="/observe.js"></script>
    <script src="/waxseal.js" data-policy="/waxseal.json" data-root="${root}" data-forms=".signup:signup, .post:post"></script>
    <script src="/frameworks/${name}.js" type="module"></script>
  </head>
  <body>
    <h1>Sign up</h1>
    ${names.includes(`${name}.html`) ? readFileSync(join(folder, `${name}.html`), 'utf8') : '<div id="app"></div>'}
  </body>
</html>
`

async function bundle() {
  const entries = pages.map((name) =>
    join(
      folder,
      names.find((file) => file.startsWith(`${name}.js`)),
    ),
  )
  const { outputFiles } = await build({
    entryPoints: entries,
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [vue, svelte],
    logLevel: 'warning',
  })
  return new Map(outputFiles.map(({ path, text }) => [path.match(/([\w-]+)\.js$/)[1], text]))
}

/** Single-file components, compiled as their own tools do. */
const vue = {
  name: 'vue',
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { compileScript, parse } = await import('vue/compiler-sfc')
      const { descriptor } = parse(readFileSync(path, 'utf8'), { filename: path })
      return { contents: compileScript(descriptor, { id: path, inlineTemplate: true }).content }
    })
  },
}

const svelte = {
  name: 'svelte',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { compile } = await import('svelte/compiler')
      return { contents: compile(readFileSync(path, 'utf8'), { filename: path, generate: 'client' }).js.code }
    })
  },
}
