// Starts one of the three engines behind its own WebDriver, and ends both.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { Builder, Capabilities } from 'selenium-webdriver'
import { engines } from '../../../scripts/setup.mjs'

/** A free TCP port of this machine. */
export const freePort = () =>
  new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })

const sessions = {
  chromium: ({ browser, driver }, port) => ({
    command: [driver, `--port=${port}`],
    capabilities: {
      browserName: 'chrome',
      'goog:chromeOptions': {
        binary: browser,
        args: ['--headless=new', '--no-sandbox', '--disable-quic', '--disable-background-networking', '--window-size=1280,1400'],
      },
      'goog:loggingPrefs': { browser: 'ALL', performance: 'ALL' },
    },
  }),
  firefox: ({ browser, driver }, port) => ({
    command: [driver, '--port', port, '--websocket-port', '0'],
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': { binary: browser, args: ['-headless', '--width=1280', '--height=1400'] },
    },
  }),
  webkit: ({ browser, driver }, port) => ({
    // WebKitGTK has no headless mode.
    command: ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1400x1600x24', driver, `--port=${port}`],
    capabilities: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
  }),
}

/** A WebDriver session of the engine `name`, and how to end it with everything that was started for it. */
export async function startBrowser(name) {
  const [engine] = await engines([name])
  if (!engine.driver) throw new Error(`${engine.title} is missing: ${engine.hint}`)
  const port = await freePort()
  const { command, capabilities } = sessions[name](engine, port)
  // A process group of its own, so that its end takes the helpers of the browser with it.
  const server = spawn(command[0], command.slice(1).map(String), { stdio: 'ignore', detached: true })
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}/status`)
  const driver = await new Builder().usingServer(url).withCapabilities(new Capabilities(capabilities)).build()
  await driver.manage().setTimeouts({ script: 15_000, pageLoad: 30_000 })
  const stop = async () => {
    await driver.quit().catch(() => {})
    try {
      process.kill(-server.pid)
    } catch {
      // It has ended by itself.
    }
  }
  return { driver, stop, title: engine.title }
}

async function answers(url) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error(`no driver answers at ${url}`)
}
