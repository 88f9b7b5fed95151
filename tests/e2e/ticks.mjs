// Only a person ticks: neither a script, nor a browser that restores or fills in, nor an address can.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'

/** What scripts try on a box. */
const SCRIPTS = [
  'box.click()',
  'box.labels[0].click()',
  'box.labels[0].querySelector("span").click()',
  'box.checked = true',
  'box.defaultChecked = true',
  'box.setAttribute("checked", "")',
  'box.checked = true; for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true, composed: true }))',
  'box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }))',
  'box.dispatchEvent(new PointerEvent("click", { bubbles: true, cancelable: true, composed: true, pointerType: "mouse" }))',
  'box.focus(); for (const type of ["keydown", "keyup"]) box.dispatchEvent(new KeyboardEvent(type, { key: " ", code: "Space", bubbles: true }))',
  // As a password manager fills in, which knows boxes too.
  'box.value = "on"; box.checked = true; box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText", data: "on" }))',
]

export function ticks(world) {
  const { consent, ask, open, tick, send, sent, given, summary } = order(world)
  const { run, find, type, event, eventually, nothingLeaked } = new Proxy(world, { get: (_, name) => (...args) => world[name](...args) })

  const none = async (when) => {
    await consent.one('input[type=checkbox]')
    const boxes = await consent.inside('(root) => [...root.querySelectorAll("input[type=checkbox]")].map(({ checked, indeterminate }) => checked || indeterminate)')
    assert.deepEqual(boxes, boxes.map(() => false), when)
    assert.equal(boxes.length, 5, when)
    const said = await consent.inside('(root) => [...root.querySelectorAll("[aria-checked=true]")].length')
    assert.equal(said, 0, when)
  }
  const loaded = async () => {
    await event('ready')
    await consent.one('[part~=block]')
  }
  /** As WebDriver's own click keeps Firefox from caching the page. */
  const clickOn = (element) => world.driver.actions().move({ origin: element }).click().perform()

  test('nothing is ticked after loading, reloading or by what an address says', async () => {
    await open()
    await none('loaded')
    await tick(ask.letter, ask.texts, TERMS)
    await world.driver.navigate().refresh()
    await loaded()
    await none('reloaded')
    const names = ['letter', 'newsletter', 'consent', 'texts', 'terms', 'gdpr', 'agree']
    await open(`choices.html?${names.map((name, i) => `${name}=${['1', 'true', 'on'][i % 3]}`).join('&')}#letter`)
    await none('by the address')
  })

  for (const [how, cached] of [['from the cache of pages', true], ['by loading it again', false]]) {
    test(`nothing is ticked when a person comes back to the page, ${how}`, async () => {
      const { driver, engine, proxy } = world
      await open()
      await clickOn(await consent.box(ask.letter))
      assert.equal((await consent.ticked()).length, 1)
      // A page that listens to this is not cached; WebKit lets go of it after a few others.
      if (!cached) await run('addEventListener("unload", () => {})')
      const others = !cached && engine === 'webkit' ? 8 : 1
      for (let i = 0; i < others; i += 1) await driver.get(`${proxy.origin}/privacy.html?${i}`)
      await run('history.go(-arguments[0])', others)
      await eventually('the page', () => run('return location.pathname === "/choices.html"'))
      await loaded()
      assert.equal(await run('return window.persisted'), cached)
      await none()
      await eventually('no field for it', () => run('return !document.getElementById("interests").checkVisibility()'))
    })
  }

  test('no script ticks: not by a click, an event, a property or as if it filled in', async () => {
    const { name, email } = person()
    await open()
    await type({ name, email })
    const boxes = await consent.all('input[type=checkbox]')
    for (const script of SCRIPTS) {
      for (const box of boxes) await run(`const [box] = arguments; ${script}`, box)
      await run('document.forms[0].dispatchEvent(new Event("input", { bubbles: true }))')
      await run('for (const type of ["focus", "pageshow"]) window.dispatchEvent(new Event(type))')
    }
    // What a script changed only for the eye counts for nothing, and goes with the next thing that happens.
    await send()
    assert.match(await summary(), /accept the terms/, 'not even those')
    await none('after sending')
    assert.deepEqual(await world.seen('sealed'), [])
    await tick(TERMS)
    await send()
    const record = await sent()
    assert.deepEqual(given(record), { letter: false, texts: false, sharing: false, similar: true, deal: true })
    await nothingLeaked({ name, email })
  })

  test('a script that ticks right before the form is sent, and unticks right after, gives nothing', async () => {
    const { name, email } = person()
    await open()
    await type({ name, email })
    await tick(TERMS)
    await run(
      `const [box] = arguments
      document.forms[0].addEventListener('submit', () => { box.checked = true }, true)
      document.forms[0].addEventListener('formdata', () => { box.checked = true }, true)
      document.getElementById('send').addEventListener('click', () => { box.checked = true }, true)`,
      await consent.box(ask.letter),
    )
    await send()
    assert.equal(given(await sent()).letter, false)
    await nothingLeaked({ name, email })
  })

  test('a click on the words ticks, and so does the space bar', async () => {
    const { name, email } = person()
    const press = (...keys) => world.driver.actions().sendKeys(...keys).perform()
    await open()
    await type({ name, email })
    await (await consent.label(ask.letter)).click()
    assert.deepEqual(await consent.ticked(), [ask.letter])
    await (await find('email')).click()
    for (let presses = 0; presses < 30; presses += 1) {
      if (await consent.inside('(root, sentence) => !!root.activeElement?.labels?.[0].innerText.includes(sentence)', TERMS)) break
      await press(Key.TAB)
    }
    await press(' ')
    assert.deepEqual(await consent.ticked(), [ask.letter, TERMS])
    await send()
    const record = await sent()
    assert.equal(given(record).letter, true)
    assert.equal(record.consent.terms.text, TERMS)
    await nothingLeaked({ name, email })
  })

  test('what was ticked stays through an error, which neither ticks nor hides a box', async () => {
    const { name, email } = person()
    const places = () => consent.inside(`(root) => [...root.querySelectorAll('input[type=checkbox]')].map((box) => [box.checked, box.disabled, box.checkVisibility()])`)
    await open()
    await type({ email })
    await tick(ask.letter)
    const before = await places()
    await send()
    await summary()
    assert.deepEqual(await places(), before)
    assert.deepEqual(await consent.ticked(), [ask.letter])
    await type({ name })
    await tick(TERMS)
    await send()
    const record = await sent()
    assert.equal(given(record).letter, true)
    assert.equal(record.consent.purposes.filter(({ basis, given }) => basis === 'consent' && given).length, 1)
    await nothingLeaked({ name, email })
  })

  test('resetting the form unticks everything, whoever does it', async () => {
    const { name, email } = person()
    await open()
    await tick(ask.letter, ask.sharing, 'I object')
    await (await find('again')).click()
    await none('by the button')
    await tick(ask.letter)
    await run('document.forms[0].reset()')
    await none('by a script')
    await type({ name, email })
    await tick(TERMS)
    await send()
    const record = await eventually('the record', sent)
    assert.deepEqual(given(record), { letter: false, texts: false, sharing: false, similar: true, deal: true })
    await nothingLeaked({ name, email })
  })
}
