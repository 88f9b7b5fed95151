// What decides beside the person: a browser that asks not to be sold, and an age at which nobody consents alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { filled, words } from './lib/block.mjs'
import { person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'

const say = words('en')

export function signals(world) {
  const { consent, ask, open, tick, send, sent, summary, decisions, given } = order(world)
  const { run, find, type, event, eventually, seen, nothingLeaked } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })
  const locked = () =>
    consent.inside(
      `(root) => [...root.querySelectorAll('input[type=checkbox]')].filter(({ disabled }) => disabled).map(({ labels }) => labels[0].innerText.trim())`,
    )
  const visible = (text) =>
    consent.inside(`(root, text) => [...root.querySelectorAll('p')].some((line) => line.innerText.trim() === text && line.checkVisibility())`, text)

  // A browser says it to scripts, to servers, or to both.
  const WAYS = {
    'a browser that tells its pages': () => open('choices.html?gpc'),
    'a browser that tells only the server': async () => {
      await world.driver.get('about:blank')
      world.proxy.reset()
      world.proxy.signals()
      await world.driver.get(`${world.proxy.origin}/choices.html`)
      await event('ready')
      await consent.one('[part~=block]')
    },
  }
  for (const [way, visit] of Object.entries(WAYS)) {
    test(`${way} that nothing may be sold is heard: the purpose is off, that is shown, and it is recorded`, async () => {
      const { name, email } = person()
      await visit()
      assert.deepEqual(await locked(), [ask.sharing])
      assert.deepEqual(await consent.ticked(), [], 'the signal ticks nothing')
      assert.ok(await visible(say.signal), 'it says so where it has effect')
      // A disabled box takes no click.
      await (await consent.box(ask.sharing)).click().catch(() => {})
      assert.deepEqual(await consent.ticked(), [])
      await tick(ask.letter, TERMS)
      await type({ name, email })
      await send()
      const record = await sent()
      const { sharing, letter, texts, similar, deal } = decisions(record)
      assert.equal(record.consent.gpc, true)
      assert.deepEqual([sharing.given, sharing.why], [false, 'signal'])
      assert.deepEqual(
        [letter, texts, similar, deal].map(({ given, why }) => [given, why]),
        [
          [true, undefined],
          [false, undefined],
          [true, undefined],
          [true, undefined],
        ],
      )
      await nothingLeaked({ name, email })
    })
  }

  test('without the signal nothing is locked and none is recorded', async () => {
    const { name } = person()
    await open()
    assert.deepEqual(await locked(), [])
    assert.ok(!(await consent.seen()).includes(say.signal))
    await tick(TERMS)
    await type({ name })
    await send()
    const record = await sent()
    assert.equal(record.consent.gpc, false)
    assert.equal(decisions(record).sharing.why, undefined)
    await nothingLeaked({ name })
  })

  test('who decides otherwise in spite of the signal is asked again, unticked, and recorded as such', async () => {
    const { name } = person()
    await open('choices.html?gpc')
    // No script decides it.
    await run('arguments[0].click()', await consent.button(say['signal.decide']))
    assert.deepEqual(await locked(), [ask.sharing])
    await consent.press(say['signal.decide'])
    assert.deepEqual(await locked(), [])
    assert.deepEqual(await consent.ticked(), [])
    await tick(ask.sharing, TERMS)
    await type({ name })
    await send()
    const record = await sent()
    const { sharing } = decisions(record)
    assert.deepEqual([record.consent.gpc, sharing.given, sharing.why], [true, true, 'after-signal'])
    await nothingLeaked({ name })
  })

  test('a signal that was overruled but not decided stays honoured', async () => {
    const { name } = person()
    await open('choices.html?gpc')
    await consent.press(say['signal.decide'])
    await tick(TERMS)
    await type({ name })
    await send()
    const { sharing } = decisions(await sent())
    assert.deepEqual([sharing.given, sharing.why], [false, 'signal'])
    await nothingLeaked({ name })
  })

  const BANDS = ['0-12', '13', '14', '15', '16-17', '18+']
  const thisYear = new Date().getFullYear()
  const control = () => consent.one('#age')
  /** Answers as a person does, who then goes on. */
  const answer = async (...keys) => {
    await run('arguments[0].focus()', await control())
    await world.keys(...keys, Key.TAB)
  }
  /** As many steps down the list as the range is from its top. */
  const range = (name) => Array(BANDS.indexOf(name) + 1).fill(Key.ARROW_DOWN)
  const openAge = async (page = 'age.html') => {
    await world.visit(page)
    await event('ready')
    await control()
  }

  test('the question for the age is neutral: nothing is chosen, and no text tells which answer passes', async () => {
    await openAge()
    const year = await consent.inside(`(root) => {
      const { value, placeholder, min, max, pattern, title } = root.getElementById('age')
      return { value, placeholder, min, max, pattern, title }
    }`)
    assert.deepEqual(new Set(Object.values(year)), new Set(['']))
    const text = (await consent.inside('(root) => root.textContent')) + (await run('return document.body.innerText'))
    assert.doesNotMatch(text.replace(/12 months|13 months/g, ''), /\b1[2-9]\b|\b(19|20)\d\d\b|adult|minor|child|old enough/i)
    await openAge('band.html')
    const bands = await consent.inside(`(root) => {
      const { value, options } = root.getElementById('age')
      return { value, options: [...options].map(({ text }) => text) }
    }`)
    // The same ranges for every country: they give none away.
    assert.deepEqual(bands, { value: '', options: ['Choose', '0–12', '13', '14', '15', '16–17', '18 or more'] })
    assert.deepEqual(await consent.ticked(), [])
  })

  for (const [how, page, young] of [
    ['by year', 'age.html', [String(thisYear - 11)]],
    ['by range', 'band.html', range('14')],
  ]) {
    test(`who is too young, ${how}, can tick nothing, and what they typed is deleted and stays unsent`, async () => {
      const { name, email } = person()
      await openAge(page)
      await type({ email, name })
      await tick(ask.letter)
      await answer(...young)
      await event('minor')
      assert.deepEqual(
        (await seen('minor')).map((event) => event.form),
        [page.split('.')[0]],
      )
      assert.deepEqual(await consent.ticked(), [])
      assert.deepEqual(await locked(), [ask.letter, ask.sharing])
      assert.deepEqual(await run('return ["name", "email"].map((id) => document.getElementById(id).value)'), ['', ''])
      assert.ok(await visible(say['age.blocked']))
      const parent = page === 'age.html' ? 'parents@example.com' : 'privacy@example.com'
      assert.ok(await visible(filled(say['age.parent'], { contact: parent })))
      // Another answer opens nothing, and neither does starting again.
      assert.equal(await (await control()).isEnabled(), false)
      await run('document.forms[0].reset()')
      await run(
        `const [control, value] = arguments
        control.disabled = false
        control.value = value
        control.dispatchEvent(new Event('change', { bubbles: true }))`,
        await control(),
        page === 'age.html' ? String(thisYear - 40) : '18+',
      )
      assert.deepEqual(await locked(), [ask.letter, ask.sharing])
      if (page === 'age.html') {
        await send()
        await summary()
        assert.deepEqual(await seen('sealed'), [])
      }
      assert.deepEqual(
        world.proxy
          .traffic()
          .toString('latin1')
          .match(/^POST .*/gm),
        null,
        'nothing was sent',
      )
      await nothingLeaked({ name, email })
    })
  }

  test('of the year of birth only the range is kept, and the year is found nowhere', async () => {
    const { name, email } = person()
    const year = String(thisYear - 43)
    await openAge()
    await type({ email })
    await answer(year)
    assert.deepEqual(await locked(), [])
    await tick(ask.letter)
    await type({ name })
    await send()
    const record = await sent()
    assert.equal(record.consent.age, '18+')
    assert.deepEqual(given(record), { letter: true, sharing: false })
    assert.deepEqual(record.fields, { name, email })
    const leaves = []
    JSON.stringify(record, (_, leaf) => (typeof leaf === 'object' ? leaf : (leaves.push(String(leaf)), leaf)))
    assert.ok(!leaves.includes(year))
    await nothingLeaked({ name, email, quoted: `"${year}"`, stated: `year=${year}`, born: `${year}-01-01` })
  })

  test('an age that is missing or no year stops the form, and says what to do', async () => {
    const { email } = person()
    await openAge()
    await type({ email })
    await tick(ask.letter)
    await send()
    assert.ok((await summary()).includes(say['age.missing']))
    await answer('19')
    await send()
    await eventually('the other sentence', async () => (await summary()).includes(say['age.format']))
    assert.deepEqual(await seen('sealed'), [])
    await (await find('email')).clear()
    await nothingLeaked({ email })
  })

  test('a range on the border is told apart: one year below is too young, the year itself is not', async () => {
    for (const [name, shut] of [
      ['15', true],
      ['16-17', false],
    ]) {
      await openAge('band.html')
      await answer(...range(name))
      assert.equal(await run('return arguments[0].value', await control()), name)
      assert.equal((await seen('minor')).length > 0, shut, name)
      assert.deepEqual(await locked(), shut ? [ask.letter, ask.sharing] : [])
    }
  })
}
