// What every test has: a browser, the owner's site behind the recording proxy, and the search for canaries.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { By } from 'selenium-webdriver'
import { target } from '../../../scripts/lib/project.mjs'
import { startBackEnd } from './back-end.mjs'
import { startBrowser } from './browser.mjs'
import { findings } from './canary.mjs'
import { startFrameworks } from './frameworks.mjs'
import { startProxy } from './proxy.mjs'
import { startSite } from './site.mjs'

/** Starts everything once for all tests of an engine. */
export async function startWorld(engine) {
  const running = []
  const start = async (one) => (running.unshift(await one), running[0])
  const stop = async () => {
    for (const one of running) await one.stop()
  }
  try {
    const [site, backEnd] = [await start(startSite()), await start(startBackEnd())]
    const frameworks = await start(startFrameworks(site.root))
    const browser = await start(startBrowser(engine))
    const proxy = await start(startProxy({ '': site.port, '/back-end/': backEnd.port, '/frameworks/': frameworks.port }))
    return { ...helpers(engine, browser.driver, site, proxy), backEnd, start, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What tests do and ask, for a browser that sees `site` through `proxy`. */
export function helpers(engine, driver, site, proxy) {
  const run = (script, ...args) => driver.executeScript(script, ...args)

  /** The text of console and network logs, for engines whose driver gives them. */
  const driverLogs = async () => {
    if (engine !== 'chromium') return {}
    const read = async (type) => (await driver.manage().logs().get(type)).map(({ message }) => message).join('\n')
    return { 'the browser log': await read('browser'), 'the network log': await read('performance') }
  }

  /** Goes to a page with nothing recorded and nothing broken but `faults`. */
  const visit = async (path, ...faults) => {
    await driver.get('about:blank')
    await driverLogs()
    proxy.reset()
    proxy.breaks(...faults)
    await driver.get(`${proxy.origin}/${path}`)
  }

  /** The events of Waxseal, oldest first. */
  const seen = async (type) => (await run('return window.seen || []')).filter((event) => !type || event.type === type)
  const event = (type) => eventually(`waxseal:${type}`, async () => (await seen(type)).at(-1))

  /** Waits until `condition` gives something true. */
  const eventually = async (what, condition) => {
    let last
    for (let tries = 0; tries < 100; tries += 1) {
      const value = await Promise.resolve(condition()).catch((error) => void (last = error))
      if (value) return value
      await new Promise((later) => setTimeout(later, 100))
    }
    const state = await run('return JSON.stringify({ at: location.href, seen: window.seen, said: window.said })').catch(String)
    assert.fail(`${what} did not happen${last ? `: ${last.message}` : ''}\n${state}`)
  }

  const find = (id) => driver.findElement(By.id(id))
  const type = async (values) => {
    for (const [id, value] of Object.entries(values)) await (await find(id)).sendKeys(value)
  }
  /** Presses keys, wherever the focus is: `sendKeys` of an element does not reach into a closed root. */
  const keys = (...all) =>
    driver
      .actions()
      .sendKeys(...all)
      .perform()
  /** Puts values in as autofill does: no key is pressed and nothing has the focus. */
  const put = (values) =>
    run(
      `for (const [id, value] of Object.entries(arguments[0])) {
        const control = document.getElementById(id)
        control.value = value
        for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }))
      }`,
      values,
    )
  /** The boxes for consent, which are in a closed shadow root: {@link file://./spy.js}. */
  const boxes = () => run(`return [...shadowOf(document.querySelector('waxseal-consent')).querySelectorAll('input[type=checkbox]')]`)
  const tick = async (...indexes) => {
    const all = await eventually('consent', async () => (await boxes()).length > 0 && boxes())
    for (const index of indexes) await press(all[index])
  }
  /** Presses a box until it changes, as a person does who missed one that moved. A driver does not wait until nothing moves. */
  const press = async (box, click = () => box.click()) => {
    const isTicked = () => run('return arguments[0].checked', box)
    const before = await isTicked()
    for (let tries = 0; tries < 3 && (await isTicked()) === before; tries += 1) {
      await click()
      // Fields come and go with it, and the next box moves.
      await stand()
    }
  }
  /** Waits until the rules of the first form's fields are there: until then a press is held. */
  const whole = () =>
    driver.executeAsyncScript(`const done = () => arguments[0]()
      window.waxseal.check(document.querySelector('form[data-waxseal]')).then(done, done)`)

  /** Asserts that none of `values` is found anywhere outside the boxes they were typed into. */
  const nothingLeaked = async (values) => {
    const places = {
      'what passed between browser and server': proxy.traffic(),
      'the database': site.database(),
      'what export prints': site.exported(),
      "the receiver's log": site.log(),
      // The page may be leaving just now: then the next is asked.
      'what the page keeps': await eventually('a page', () => driver.executeAsyncScript(kept)),
      ...(await driverLogs()),
    }
    assert.deepEqual(findings(Object.values(values), places), [])
    // The proxy sees what goes to the site; this, that nothing goes anywhere else.
    const elsewhere = requested(places['the network log'] ?? '').filter((url) => !url.startsWith(`${proxy.origin}/`))
    assert.deepEqual(elsewhere, [])
  }

  /** The record with this name in the database, opened. */
  const record = (name) => site.opened().find(({ fields }) => fields.name === name)

  /** Waits until nothing moves or fades any more. */
  const stand = () =>
    driver.executeAsyncScript(`const done = arguments[arguments.length - 1]
      // WebKitGTK stops painting at times, and then gives no frame.
      setTimeout(done, 3000)
      const moving = document.getAnimations().filter((animation) => animation.effect.getComputedTiming().endTime < 10000)
      requestAnimationFrame(() => Promise.allSettled(moving.map(({ finished }) => finished)).then(() => requestAnimationFrame(() => done())))`)

  const screenshot = async (name) => {
    await stand()
    const folder = join(target, 'screenshots')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${engine}-${name}.png`), Buffer.from(await driver.takeScreenshot(), 'base64'))
  }

  return {
    engine,
    driver,
    site,
    proxy,
    run,
    visit,
    eventually,
    seen,
    event,
    find,
    type,
    keys,
    put,
    boxes,
    tick,
    press,
    whole,
    nothingLeaked,
    record,
    stand,
    screenshot,
  }
}

/** The addresses that Chromium's network log says were asked for. */
export const requested = (log) =>
  log
    .split('\n')
    .filter((line) => line.includes('Network.requestWillBeSent'))
    .map((line) => JSON.parse(line).message.params.request?.url ?? '')
    .filter((url) => /^(http|ws)/.test(url))

// Runs in the page: all that a page can keep, and all that it says about itself.
const kept = `
  const done = arguments[arguments.length - 1]
  const databases = indexedDB.databases ? indexedDB.databases() : Promise.resolve([])
  const offered = Promise.all((window.offered ?? []).map((blob) => blob.text()))
  Promise.all([databases, self.caches ? caches.keys() : [], offered]).then(([databases, caches, offered]) => done(JSON.stringify({
    offered, local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, databases, caches,
    state: history.state, url: location.href, referrer: document.referrer, window: window.name, title: document.title,
    resources: performance.getEntries().map(({ name }) => name),
    events: window.seen, console: window.said,
  })), (error) => done(String(error)))`
