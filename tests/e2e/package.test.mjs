// The npm package in a browser: as modules that nobody bundled, and in applications that esbuild bundled.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build } from 'esbuild'
import { root } from '../../scripts/lib/project.mjs'
import { install } from '../bundlers/lib/package.mjs'
import { signsUp } from '../bundlers/lib/signs-up.mjs'
import { startSite } from '../bundlers/lib/site.mjs'
import { startBrowser } from './lib/browser.mjs'
import { startProxy } from './lib/proxy.mjs'
import { helpers } from './lib/world.mjs'

/** Forms that a framework renders, by what renders them. */
const COMPONENTS = { react: 'react.jsx', vue: 'vue.js' }

const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const world = {}
const running = []

describe(`the npm package in ${engine}`, () => {
  before(async () => {
    const site = await startSite(async (www) => {
      const dir = install('esbuild')
      await plain(join(www, 'plain'), dir)
      await bundled(join(www, 'base'), dir, 'base.js')
      cpSync(join(dir, 'node_modules/waxseal/files'), join(www, 'base/waxseal'), { recursive: true })
      await bundled(join(www, 'inline'), dir, 'inline.js')
      for (const [name, entry] of Object.entries(COMPONENTS)) await rendered(join(www, name), dir, entry)
      rmSync(dir, { recursive: true })
    })
    running.push(site)
    const browser = await startBrowser(engine)
    running.push(browser)
    const proxy = await startProxy({ '': site.port })
    running.push(proxy)
    Object.assign(world, helpers(engine, browser.driver, site, proxy))
  })
  after(() => Promise.all(running.map((one) => one.stop())))

  test('modules from node_modules, without a bundler, fetch the bytes that lie beside them', () => signsUp(world, 'plain/index.html', { bytes: 'file' }))
  test('a bundle that was told where the files lie fetches them there', () => signsUp(world, 'base/index.html', { bytes: 'file' }))
  test('a bundle with waxseal/inline fetches no other file', () => signsUp(world, 'inline/index.html', { bytes: 'module' }))

  for (const name of Object.keys(COMPONENTS)) {
    test(`<WaxsealForm> of waxseal/${name} leads nowhere by itself, is protected, and says what became of it`, async () => {
      const { run, eventually } = world
      await signsUp(world, `${name}/index.html`, { bytes: 'module' })
      await eventually('the state', () => run('return document.querySelector("output").textContent === "sent"'))
      const form = await run('const { className, action, method } = document.querySelector("form"); return { className, action, method }')
      assert.deepEqual(form, { className: 'signup', action: 'about:blank', method: 'post' })
    })
  }
})

/** The application as it stands; an address in place of the name that only bundlers understand. */
async function plain(folder, dir) {
  mkdirSync(folder)
  cpSync(join(dir, 'index.html'), join(folder, 'index.html'))
  cpSync(join(dir, 'node_modules/waxseal'), join(folder, 'waxseal'), { recursive: true })
  cpSync(join(dir, 'observe.js'), join(folder, 'observe.js'))
  writeFileSync(join(folder, 'app.js'), "import './observe.js'\nimport { start } from './waxseal/module/waxseal.js'\n\nstart({ policy: '/waxseal.json' })\n")
}

async function bundled(folder, dir, entry) {
  mkdirSync(folder)
  cpSync(join(dir, 'index.html'), join(folder, 'index.html'))
  // React and Vue are those of the project.
  const found = { nodePaths: [join(root, 'node_modules')], jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' } }
  await build({ entryPoints: { app: join(dir, entry) }, outdir: folder, bundle: true, splitting: true, format: 'esm', logLevel: 'error', ...found })
}

/** The page has no form: the framework makes it. */
async function rendered(folder, dir, entry) {
  await bundled(folder, dir, entry)
  const page = join(folder, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace(/<form.*<\/form>/s, ''))
}
