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
  const { run, find, type, event, eventually, nothingLeaked } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const none = async (when) => {
    await consent.one('input[type=checkbox]')
    const boxes = await consent.inside(
      '(root) => [...root.querySelectorAll("input[type=checkbox]")].map(({ checked, indeterminate }) => checked || indeterminate)',
    )
    assert.deepEqual(
      boxes,
      boxes.map(() => false),
      when,
    )
    assert.equal(boxes.length, 5, when)
    const said = await consent.inside('(root) => [...root.querySelectorAll("[aria-checked=true]")].length')
    assert.equal(said, 0, when)
  }
  const loaded = async () => {
    await event('ready')
    await consent.one('[part~=block]')
  }
  /** As WebDriver's own click keeps Firefox from caching the page. It presses a place, so nothing may move any more. */
  const clickOn = async (element) => {
    await world.stand()
    await world.driver.actions().move({ origin: element }).click().perform()
  }

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

  for (const [how, cached] of [
    ['from the cache of pages', true],
    ['by loading it again', false],
  ]) {
    test(`nothing is ticked when a person comes back to the page, ${how}`, async () => {
      const { driver, proxy } = world
      await open()
      const box = await consent.box(ask.letter)
      await world.press(box, () => clickOn(box))
      assert.equal((await consent.ticked()).length, 1)
      // Browsers let go of a page after a few others. That one listens to `unload` keeps Chromium from caching it only at times.
      if (!cached) await run('addEventListener("unload", () => {})')
      const others = cached ? 1 : 12
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
    await open()
    await type({ name, email })
    await (await consent.label(ask.letter)).click()
    assert.deepEqual(await consent.ticked(), [ask.letter])
    await (await find('email')).click()
    for (let presses = 0; presses < 30; presses += 1) {
      if (await consent.inside('(root, sentence) => !!root.activeElement?.labels?.[0].innerText.includes(sentence)', TERMS)) break
      await world.keys(Key.TAB)
    }
    await world.keys(' ')
    assert.deepEqual(await consent.ticked(), [ask.letter, TERMS])
    await send()
    const record = await sent()
    assert.equal(given(record).letter, true)
    assert.equal(record.consent.terms.text, TERMS)
    await nothingLeaked({ name, email })
  })

  test('what was ticked stays through an error, which neither ticks nor hides a box', async () => {
    const { name, email } = person()
    const places = () =>
      consent.inside(`(root) => [...root.querySelectorAll('input[type=checkbox]')].map((box) => [box.checked, box.disabled, box.checkVisibility()])`)
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

  /** Sends with nothing ticked but the terms, and asserts that this is what is recorded. */
  const nothingGiven = async () => {
    const { name, email } = person()
    await type({ name, email })
    await tick(TERMS)
    await send()
    const record = await sent()
    assert.deepEqual(given(record), { letter: false, texts: false, sharing: false, similar: true, deal: true })
    assert.deepEqual(Object.keys(record.fields).sort(), ['email', 'name'])
    await nothingLeaked({ name, email })
  }

  test('a script that replaces the browser’s functions after loading gives nothing', async () => {
    await open()
    await run(PATCHES)
    await nothingGiven()
  })

  test('a script that puts setters at the indices of lists, or rewrites values as JSON, gives nothing', async () => {
    await open()
    await run(INDICES)
    await nothingGiven()
  })

  test('a script that was there first and hears of our listeners gives them nothing that they take for a person’s act', async () => {
    await open('choices.html', { path: /^\/observe\.js/, alter: (body) => Buffer.concat([Buffer.from(LISTENS), body]) })
    const box = await consent.box(ask.letter)
    assert.ok(await run('return window.grabbed.length > 0'))
    await run(
      `const [box] = arguments
      const events = ['change', 'click', 'input'].flatMap((type) => {
        const event = new Event(type, { bubbles: true })
        return [
          { type, isTrusted: true, target: box, detail: 1, timeStamp: performance.now(), preventDefault() {}, stopImmediatePropagation() {} },
          Object.create(event, { type: { value: type }, isTrusted: { value: true }, target: { value: box } }),
          new Proxy(event, { get: (of, name) => (name === 'isTrusted' ? true : name === 'target' ? box : of[name]) }),
          event,
        ]
      })
      box.checked = true
      for (const { target, type, listener } of window.grabbed) for (const event of events) if (event.type === type) try { listener.call(target, event) } catch {}`,
      box,
    )
    assert.deepEqual(await consent.ticked(), [])
    await nothingGiven()
  })

  test('an event that was a person’s once does not count twice', async () => {
    await open('choices.html', { path: /^\/observe\.js/, alter: (body) => Buffer.concat([Buffer.from(LISTENS), body]) })
    const box = await consent.box(ask.letter)
    await run(
      `const root = shadowOf(document.querySelector('waxseal-consent')); window.kept = []; root.addEventListener('change', (event) => window.kept.push(event))`,
    )
    await box.click()
    await box.click()
    assert.equal(await run('return window.kept.length'), 2)
    await run(
      `arguments[0].checked = true; for (const { target, type, listener } of window.grabbed) if (type === 'change') for (const event of [...window.kept]) try { listener.call(target, event) } catch {}`,
      box,
    )
    assert.deepEqual(await consent.ticked(), [])
    await nothingGiven()
  })

  test('no style of the page makes a press elsewhere a tick', async () => {
    await open()
    const parts = ['box', 'choice', 'sentence', 'label', 'decide', 'purpose', 'block'].map((part) => `waxseal-consent::part(${part})`)
    await run(
      'const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]',
      `
      ${parts.slice(0, 5).join()} { position: fixed; inset: 0; inline-size: 100vw; block-size: 100vh; opacity: 0.01; z-index: 9 }
      ${parts.slice(5).join()} { display: grid; place-items: stretch; min-block-size: 40rem }
    `,
    )
    await clickOn(await world.driver.findElement({ css: 'h1' }))
    await clickOn(await find('name'))
    assert.deepEqual(await consent.ticked(), [])
    const sizes = await consent.inside(`(root) => [...root.querySelectorAll('label')].map((label) => label.getBoundingClientRect().height)`)
    assert.ok(
      sizes.every((height) => height < 200),
      String(sizes),
    )
  })

  test('a space that somebody is typing does not tick when a script moves the focus to a box', async () => {
    await open()
    await run('document.querySelector("waxseal-consent").focus()')
    assert.equal(await run('return document.activeElement.localName'), 'body', 'the block itself takes no focus')
    const box = await consent.box(ask.letter)
    await run(`const [box, field] = arguments; field.addEventListener('keydown', () => box.focus())`, box, await find('name'))
    await (await find('name')).click()
    await world.keys('A', 'd', 'a', ' ', 'L', ' ', 'x')
    assert.equal(await consent.inside('(root) => root.activeElement?.type'), 'checkbox')
    assert.deepEqual(await consent.ticked(), [])
    // Who has rested there means it.
    await new Promise((rested) => setTimeout(rested, 1300))
    await world.keys(' ')
    assert.deepEqual(await consent.ticked(), [ask.letter])
  })
}

/** Keeps every listener, as a script could that ran before all others. */
const LISTENS = `{
  const add = EventTarget.prototype.addEventListener
  window.grabbed = []
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (this instanceof ShadowRoot || this instanceof HTMLButtonElement) window.grabbed.push({ target: this, type, listener })
    return add.call(this, type, listener, options)
  }
}
`

/** Gives each decision on its way into a list, and each `false` on its way into JSON. */
const INDICES = `
for (let i = 0; i < 5; i++) Object.defineProperty(Array.prototype, i, {
  configurable: true,
  get: () => undefined,
  set(value) {
    if (typeof value === 'object' && value !== null && 'given' in value) value.given = true
    Object.defineProperty(this, i, { value, writable: true, enumerable: true, configurable: true })
  },
})
Boolean.prototype.toJSON = () => true
`

/** Says yes in the place of whatever a list is asked, and hands the choices to who changes them. */
const PATCHES = `
const isChoice = (item) => typeof item === 'object' && item !== null && 'used' in item && 'purpose' in item
const give = (list) => {
  for (let i = 0; i < list.length; i++) {
    if (!isChoice(list[i])) continue
    for (const change of [
      (choice) => Object.defineProperty(choice, 'used', { value: true }),
      (choice) => Object.defineProperty(Object.getPrototypeOf(choice), 'used', { get: () => true }),
      (choice) => Object.defineProperty(choice, 'control', { value: 'notice' }),
      (choice) => { choice.ticked = true },
      (choice) => choice.change({ isTrusted: true, target: choice.box }),
      (choice) => { choice.purpose.id = 'deal' },
    ]) try { change(list[i]) } catch {}
  }
}
for (const name of [...Object.getOwnPropertyNames(Array.prototype), Symbol.iterator]) {
  const method = Array.prototype[name]
  if (typeof method !== 'function' || name === 'constructor') continue
  Array.prototype[name] = function (...args) {
    if (!Array.isArray(this) || this.length > 20) return Reflect.apply(method, this, args)
    give(this)
    if (name === 'flatMap') return ['letter']
    if (name === 'filter' && isChoice(this[0])) return this
    if ((name === 'some' || name === 'every') && isChoice(this[0])) return true
    if (name === 'join' && args[0] === ' ' && /^(letter|deal|similar)?$/.test(String(this[0] ?? ''))) return 'deal letter similar'
    return Reflect.apply(method, this, args)
  }
}
const checked = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'checked')
Object.defineProperty(HTMLInputElement.prototype, 'checked', { ...checked, get: () => true })
WeakSet.prototype.has = () => false
`
