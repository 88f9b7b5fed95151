// Drives the browser through the bench and gives what it measured.
import { startBrowser } from '../tests/e2e/lib/browser.mjs'
import { startSite } from './site.mjs'

const SUITES = ['pq', 'hpke', 'compat']
const WARM_UP = 15
const TEN_MINUTES = 600_000

/** The peers, by their file in peers/. */
export const PEERS = ['jose', 'hpke', 'x-wing', 'libsodium']

/** `{engine, samples, sizes}`: milliseconds by name, `rounds` of each, and brotli bytes. */
export async function measure(rounds) {
  const running = []
  const start = async (one) => (running.unshift(await one), running[0])
  const stop = async () => {
    while (running.length > 0) await running.shift().stop()
  }
  // The browser is in a process group of its own, which Ctrl-C does not reach.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop().finally(() => process.exit(1)))
  try {
    const site = await start(startSite(SUITES, PEERS))
    const { driver, title } = await start(startBrowser('chromium'))
    await driver.manage().setTimeouts({ script: TEN_MINUTES })
    const version = (await driver.getCapabilities()).getBrowserVersion()
    const samples = { ...(await onePage(driver, site, rounds)), ...(await freshPages(driver, site, rounds)) }
    const checks = await checkPage(driver, site, rounds)
    return { engine: `${title} ${version}`, samples, checks, sizes: site.sizes }
  } finally {
    await stop()
  }
}

/** What is compared, side by side. */
async function onePage(driver, site, rounds) {
  await driver.get(site.page('rounds'))
  const options = { keys: site.keys, peers: PEERS, warmUp: WARM_UP, rounds }
  return inPage(driver, `window.touched.then(() => import('/rounds.js')).then(({ measure }) => measure(options))`, options)
}

/** Checks of fields, beside other libraries. */
async function checkPage(driver, site, rounds) {
  await driver.get(site.page('checks'))
  return inPage(driver, `window.touched.then(() => import('/checks.js')).then(({ measure }) => measure(options))`, { warmUp: WARM_UP, rounds })
}

/** What every visitor meets once: loading, and the first submit. */
async function freshPages(driver, site, rounds) {
  const samples = { start: [], 'first submit': [] }
  for (let round = 0; round < rounds; round += 1) {
    await driver.get(site.page(`fresh-${round}`))
    const [start, submit] = await inPage(
      driver,
      `window.touched.then(async (start) => [start, await import('/rounds.js').then(({ firstSubmit }) => firstSubmit())])`,
    )
    samples.start.push(start)
    samples['first submit'].push(submit)
  }
  return samples
}

/** What the promise that `expression` makes in the page comes to. */
async function inPage(driver, expression, options) {
  const script = `const [options, done] = [arguments[0], arguments[arguments.length - 1]]
    ${expression}.then((value) => done({ value }), (error) => done({ error: String(error) }))`
  const { value, error } = await driver.executeAsyncScript(script, options)
  if (error) throw new Error(`in the page: ${error}`)
  return value
}
