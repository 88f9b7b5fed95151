// Applications made with each bundler, from the packed package, driven in Chromium: `npm run test:long -- --only bundlers`.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freePort, startBrowser } from '../e2e/lib/browser.mjs'
import { startProxy } from '../e2e/lib/proxy.mjs'
import { helpers } from '../e2e/lib/world.mjs'
import { install } from './lib/package.mjs'
import { signsUp } from './lib/signs-up.mjs'
import { startSite } from './lib/site.mjs'
import { startStatic } from './lib/static.mjs'

/** How each is built, into which folder, and how the bytes come. `page` is copied where the bundler makes none. */
const BUILT = {
  vite: { command: ['vite', 'build'], out: 'dist', bytes: 'file' },
  webpack: { command: ['webpack'], out: 'dist', page: true, bytes: 'file' },
  rollup: { command: ['rollup', '-c'], out: 'dist', page: true, bytes: 'module' },
  parcel: { command: ['parcel', 'build', 'index.html', '--public-url', './', '--no-cache'], out: 'dist', bytes: 'file' },
  'next, Turbopack': { command: ['next', 'build'], out: 'out', bytes: 'module' },
  'next, webpack': { command: ['next', 'build', '--webpack'], out: 'out', bytes: 'module' },
}

const folders = new Map()
const running = []
const started = async (one) => (running.unshift(await one), running[0])

/** The application with its bundler, whose packages are those of its own lock file. */
function prepared(name) {
  const known = folders.get(name)
  if (known) return known
  const dir = install(name)
  folders.set(name, dir)
  // Not `npm ci`: it refuses a lock file whose optional packages for other systems a registry does not have.
  const { status, stderr } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: dir,
    encoding: 'utf8',
    timeout: 240_000,
  })
  if (status !== 0) throw new Error(`npm install: ${stderr}`)
  // npm takes away what no package.json names.
  install(name, dir)
  return dir
}

const program = (dir, name) => join(dir, 'node_modules/.bin', name)
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: undefined, NODE_OPTIONS: '' }

function built(title) {
  const { command, out, page } = BUILT[title]
  const [name] = title.split(',')
  const dir = prepared(name)
  rmSync(join(dir, out), { recursive: true, force: true })
  const [first, ...args] = command
  const { status, stdout, stderr } = spawnSync(program(dir, first), args, { cwd: dir, encoding: 'utf8', timeout: 240_000, env })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stdout}${stderr}`)
  if (page) copyFileSync(join(dir, 'index.html'), join(dir, out, 'index.html'))
  return join(dir, out)
}

describe('bundlers', () => {
  let browser
  let site
  before(async () => {
    site = await started(startSite(() => {}))
    browser = await started(startBrowser('chromium'))
  })
  after(async () => {
    for (const one of running) await one.stop()
    for (const dir of folders.values()) rmSync(dir, { recursive: true, force: true })
  })

  /** A browser that sees the application at `port`, and the receiver beside it. */
  const world = async (port) => {
    const proxy = await started(startProxy({ '': port, '/v1/': site.port, '/waxseal.json': site.port }))
    return helpers('chromium', browser.driver, site, proxy)
  }

  for (const [title, { bytes }] of Object.entries(BUILT)) {
    test(`${title}: built, signed up with, opened`, async () => {
      const [name] = title.split(',')
      const app = await started(startStatic(built(title), `/${name}/`))
      await signsUp(await world(app.port), `${name}/index.html`, { bytes })
    })
  }

  test('vite, the development server: signed up with, opened', async () => {
    const dir = prepared('vite')
    const port = await freePort()
    const server = spawn(program(dir, 'vite'), ['--port', String(port), '--strictPort', '--host', '127.0.0.1'], { cwd: dir, env, stdio: 'ignore' })
    await started({ stop: () => server.kill() })
    for (let tries = 0; tries < 300 && !(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)); tries += 1)
      await new Promise((later) => setTimeout(later, 100))
    await signsUp(await world(port), '', { bytes: 'file', patience: 10_000 })
  })
})
