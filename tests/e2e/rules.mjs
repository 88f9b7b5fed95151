// Controls are read as HTML reads them: each has rules of its own, several may be one field, and words alone refuse nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { person } from './lib/canary.mjs'

export function rules(world) {
  const { visit, event, type, put, tick, find, run, seen, eventually } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const open = async (page) => {
    await visit(page)
    await event('ready')
  }
  const send = async () => (await find('send')).click()
  /** What is said by each control that is marked. */
  const marked = () =>
    run(`return Object.fromEntries([...document.querySelectorAll('[aria-invalid]')].map((control) => {
      const told = control.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)).find(({ className }) => className === 'waxseal-message')
      return [control.id, told.textContent.replace('Error: ', '')]
    }))`)
  const opened = (sid) => world.site.opened().find((record) => record.sid === sid)
  /** What a page without faults has, where a test is about something else. */
  const sound = async () => {
    await open('rules.html')
    await tick(0)
    await put({ land: 'Ireland' })
    for (const id of ['agree', 'trees']) await (await find(id)).click()
  }
  const following = async (line) => {
    await run('document.querySelectorAll(".waxseal-summary a")[arguments[0]].click()', line)
    return run('return document.activeElement.id')
  }

  test('each control is asked for by itself: a box after a hidden one, and a box beside one that is ticked', async () => {
    await open('rules.html')
    await tick(0)
    await (await find('bees')).click()
    await put({ land: 'Ireland' })
    await send()
    assert.deepEqual(await marked(), { agree: 'Tick “I have read the rules”.', trees: 'Tick “Trees”.' })
    assert.equal(await following(1), 'trees')
    for (const id of ['agree', 'trees']) await (await find(id)).click()
    assert.deepEqual(await marked(), {})
    await send()
    const { fields } = opened((await event('sent')).sid)
    assert.deepEqual(
      [fields.agree, fields.topics],
      [
        ['0', '1'],
        ['bees', 'trees'],
      ],
    )
  })

  test('the second control of a name has a pattern, a length and words of its own', async () => {
    await sound()
    await run('document.getElementById("code3").setCustomValidity("The third code is taken.")')
    await put({ code1: 'any', code2: '12ab', code3: '7' })
    await send()
    assert.deepEqual(await marked(), { code2: 'Enter the second code as four numbers.' })
    await put({ code2: '123' })
    await run('document.getElementById("code2").removeAttribute("pattern")')
    await send()
    assert.deepEqual(await marked(), { code2: '“Second” must be 4 characters or more.' })
    await put({ code2: '1234' })
    await send()
    assert.deepEqual(await marked(), { code3: 'The third code is taken.' })
    await run('document.getElementById("code3").setCustomValidity("")')
    await send()
    assert.deepEqual(opened((await event('sent')).sid).fields.codes, ['any', '1234', '7'])
  })

  test('three boxes with limits of their own are one date, in the order that the page says', async () => {
    await sound()
    await put({ 'dob-day': '3', 'dob-month': '4', 'dob-year': '1990' })
    await send()
    const { fields, values } = opened((await event('sent')).sid)
    assert.deepEqual([fields.dob, values.dob], ['3/4/1990', '1990-04-03'])
  })

  for (const [what, boxes, sentence, ids] of [
    ['a month', { 'dob-day': '3', 'dob-year': '1990' }, '“Date of birth” must include a month.', ['dob-month']],
    ['a day and a year', { 'dob-month': '4' }, '“Date of birth” must include a day and a year.', ['dob-day', 'dob-year']],
    ['a year of four numbers', { 'dob-day': '3', 'dob-month': '4', 'dob-year': '90' }, 'The year must include 4 numbers.', ['dob-year']],
    ['a month that there is', { 'dob-day': '3', 'dob-month': '14', 'dob-year': '1990' }, '“Date of birth” must be a real date.', ['dob-month']],
    [
      'a day that the month has',
      { 'dob-day': '31', 'dob-month': '4', 'dob-year': '1990' },
      '“Date of birth” must be a real date.',
      ['dob-day', 'dob-month', 'dob-year'],
    ],
  ]) {
    test(`where a date lacks ${what}, only that is marked and led to`, async () => {
      await sound()
      await put(boxes)
      await send()
      assert.deepEqual(await marked(), Object.fromEntries(ids.map((id) => [id, sentence])))
      // In the order of the page.
      assert.equal(
        await following(0),
        ['dob-month', 'dob-day', 'dob-year'].find((id) => ids.includes(id)),
      )
    })
  }

  test('a date is missing as a whole, in its own words', async () => {
    await sound()
    await run('for (const id of ["dob-day", "dob-month", "dob-year"]) document.getElementById(id).required = true')
    await send()
    const sentence = 'Enter your date of birth.'
    assert.deepEqual(await marked(), { 'dob-month': sentence, 'dob-day': sentence, 'dob-year': sentence })
  })

  for (const [id, keys, sentence] of [
    ['from', '09', '“From” must include hours and minutes.'],
    ['week', '09', '“Week” must include a week and a year.'],
    ['month', '09', '“Month” must include a month and a year.'],
    ['moment', '0909', '“Moment” must include a date and a time.'],
  ]) {
    test(`a half-filled ${id} has a sentence of its own`, async (t) => {
      await sound()
      await (await find(id)).sendKeys(keys)
      if (!(await run('return document.getElementById(arguments[0]).validity.badInput', id))) return t.skip('this engine has a text box, or does not tell')
      await send()
      assert.deepEqual(await marked(), { [id]: sentence })
    })
  }

  test('the limits of a time hold', async (t) => {
    await sound()
    await put({ from: '07:00' })
    if (!(await run('return document.getElementById("from").validity.rangeUnderflow'))) return t.skip('this engine has a text box')
    await send()
    assert.deepEqual(await marked(), { from: '“From” must be 09:00 or more.' })
  })

  test('a text box for a country does not say that one be selected', async () => {
    await sound()
    await put({ land: '' })
    await send()
    assert.deepEqual(await marked(), { land: 'Enter the name of a country.' })
  })

  test('an expiry date is not cut by the length of a shorter one', async () => {
    await sound()
    const year = new Date().getFullYear() + 3
    await type({ expiry: `04/${year}` })
    assert.equal(await run('return document.getElementById("expiry").value'), `04/${year}`)
    await send()
    assert.deepEqual(opened((await event('sent')).sid).values.expiry, `${year}-04`)
  })

  test('a code in four boxes is one code', async () => {
    await sound()
    await put({ otp1: '0', otp2: '4', otp3: '7' })
    await send()
    assert.deepEqual(Object.values(await marked()), Array(4).fill('Security code must be 4 numbers.'))
    await put({ otp4: '1' })
    assert.deepEqual(await marked(), {})
    await send()
    assert.equal(opened((await event('sent')).sid).fields.otp, '0471')
  })

  test('boxes, buttons, lists and long texts are sent whatever words stand beside them', async () => {
    const { name, note } = person()
    await open('words.html')
    await tick(0)
    await type({ name, heard: 'from a friend', website: note })
    for (const id of ['emailnews', 'iban']) await (await find(id)).click()
    await send()
    const { fields } = opened((await event('sent')).sid)
    assert.deepEqual(await seen('invalid'), [])
    assert.deepEqual(fields, {
      name,
      emailnews: 'yes',
      iban: 'website',
      phone: 'Phone',
      website: 'IBAN',
      heard: 'from a friend',
      homepage: note,
      site: '',
      contact_email: '',
    })
    await world.nothingLeaked({ name, note })
  })

  test('a kind that is guessed from a name or a whole label asks, and refuses nothing', async () => {
    const { name } = person()
    await open('words.html')
    await tick(0)
    // Not typed: a question that comes when a field is left would move the button under the press.
    await put({ name, site: 'none', contact: 'ask my sister' })
    await send()
    assert.deepEqual(
      (await event('invalid')).fields.map(({ field, verdict }) => `${field} ${verdict}`),
      ['site unsure', 'contact_email unsure'],
    )
    assert.deepEqual(await marked(), {}, 'a doubt is no error')
    await send()
    const { fields } = opened((await event('sent')).sid)
    assert.deepEqual([fields.site, fields.contact_email], ['none', 'ask my sister'])
  })

  test('a suggestion puts nothing that was typed into the text of the page, and screen readers have all of it', async () => {
    const { run: ask } = world
    await open('words.html')
    await tick(0)
    const local = person()
      .name.toLowerCase()
      .replace(/[^a-z]/g, '')
    const text = () => ask('return document.body.textContent + document.body.innerHTML')
    await type({ contact: `${local}@gmial.com` })
    await (await find('contact')).sendKeys(Key.TAB)
    const question = () => ask('return document.querySelector(".waxseal-question")?.textContent')
    assert.match(await eventually('the question', question), /^Did you mean gmail\.com\?Use gmail\.com$/)
    assert.ok(!(await text()).includes(local))
    await (await world.driver.findElement({ css: '.waxseal-use' })).click()
    assert.equal(await ask('return document.getElementById("contact").value'), `${local}@gmail.com`)

    // With blanks in it the domain would say nothing: all of it is shown, in closed roots.
    await put({ contact: `${local} ${local}@example.com` })
    await (await find('contact')).sendKeys(Key.TAB)
    assert.match(await eventually('the next question', question), /Did you mean \?Use $/)
    assert.ok(!(await text()).includes(local))
    const button = await world.driver.findElement({ css: '.waxseal-use' })
    assert.equal(await ask('return shadowOf(document.querySelector(".waxseal-use > span")).textContent'), `${local}${local}@example.com`)
    if (world.engine === 'chromium') assert.equal(await button.getAccessibleName(), `Use ${local}${local}@example.com`)
    await button.click()
    assert.equal(await ask('return document.getElementById("contact").value'), `${local}${local}@example.com`)
  })
}
