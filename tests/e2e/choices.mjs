// What a form asks and says before it is sent: who asks, for what, with which data, and how to say no.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filled, words } from './lib/block.mjs'
import { person } from './lib/canary.mjs'
import { order, sentences, TERMS } from './lib/order.mjs'

const controller = { controller: 'Example Ltd', address: '1 Example Street, Dublin' }
const contact = 'privacy@example.com'
const PAGES = [
  { lang: 'en', dir: 'ltr', page: 'choices.html', labels: ['Email', 'What you grow'] },
  { lang: 'de', dir: 'ltr', page: 'choices-de.html', labels: ['E-Mail', 'Was Sie anbauen'] },
  { lang: 'ar', dir: 'rtl', page: 'choices-ar.html', labels: ['البريد الإلكتروني', 'ما تزرعه'] },
]
/** Everything that the second layer has to say of this policy, in English. */
const DETAILS = [
  'Legal basis: your consent (Art. 6(1)(a) GDPR).',
  'Kept until you take back your consent.',
  'Your consent holds for: 24 months. Then we ask again.',
  'Can read it: The owner.',
  'Your consent holds for: 12 months. Then we ask again.',
  'Can read it: The partner.',
  'Data also goes to these countries: United States.',
  'For money or other value your data is sold or shared for this. You can say no here.',
  'Legal basis: our legitimate interest (Art. 6(1)(f) GDPR). You can object.',
  'Kept for: 2 years, counted from your last contact with us.',
  'Legal basis: a contract with you, or steps before it that you asked for (Art. 6(1)(b) GDPR).',
  'Kept for: 2 years, counted from the day it is no longer needed for this.',
  'Contact: privacy@example.com. Country: Ireland.',
  'Data protection officer: dpo@example.com.',
  'You can ask to see, correct, delete, restrict or take along your data: privacy@example.com.',
  'You can complain to a supervisory authority: Data Protection Commission, Dublin.',
  'No decision about you is made by automated means alone.',
  'We keep what you choose here, and these words, as proof.',
]

export function choices(world) {
  const { consent, ask, open, tick, send, sent, summary, decisions, given, shown, settled } = order(world)
  const { run, type, event, nothingLeaked } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })
  const value = (id) => run('return document.getElementById(arguments[0]).value', id)

  for (const { lang, dir, page, labels } of PAGES) {
    test(`before the button, without a click, all is said that a person must know, in one language: ${lang}`, async () => {
      const say = words(lang)
      await open(page)
      assert.deepEqual(await consent.texts('[data-sentence]'), Object.values(sentences(lang)), 'the exact sentences, in order')
      // Names in a sentence of the other direction are isolated.
      const seen = (await consent.seen()).replace(/[\u2068\u2069]/g, '')
      const list = await run('return new Intl.ListFormat(arguments[0], { type: "conjunction" }).format(arguments[1])', lang, labels)
      for (const [what, sentence] of Object.entries({
        'who is responsible': filled(say.controller, controller),
        'the data': filled(say.data, { fields: list }),
        'who gets it': filled(say.parties, { parties: 'Seeds Ltd' }),
        'how it is taken back': filled(say['take-back'], { contact }),
        'how to object': filled(say['take-back.objection'], { contact }),
        'that it is free': say.free,
        'the notice': say.notice,
        'the terms': say['terms.read'],
      })) {
        assert.ok(seen.includes(sentence), `${what}: ${sentence}\n${seen}`)
      }
      const {
        element,
        open: opened,
        before,
        hidden,
      } = await consent.inside(`(root) => ({
        element: { lang: root.host.lang, dir: root.host.dir, direction: getComputedStyle(root.host).direction },
        open: [...root.querySelectorAll('details')].map(({ open }) => open),
        before: !!(root.host.compareDocumentPosition(document.getElementById('send')) & Node.DOCUMENT_POSITION_FOLLOWING),
        hidden: [...root.querySelectorAll('[part=block] > *, [part=block] p, label, input, a')]
          .filter((part) => part.textContent && !part.closest('details') && !part.checkVisibility()).map(({ outerHTML }) => outerHTML),
      })`)
      assert.deepEqual([element, opened, before, hidden], [{ lang, dir, direction: dir }, [false], true, []])
      const mixed = await run(`const root = shadowOf(document.querySelector('waxseal-consent'))
        const parts = [...root.querySelectorAll('[lang]'), ...document.querySelectorAll('form .waxseal-reason, form .waxseal-reason [lang]')]
        return [...new Set(parts.map((part) => part.lang))]`)
      assert.deepEqual(mixed, [lang])
      if (lang === 'en') return
      const everything = await run(`const root = shadowOf(document.querySelector('waxseal-consent'))
        root.querySelector('details').open = true
        return [...root.children].map((child) => child.innerText).join('\\n') + document.querySelector('form').innerText`)
      // Up to its first placeholder, so that a sentence is found whatever stands in it.
      const english = Object.values(words('en')).map((sentence) => sentence.split('{')[0].trim())
      assert.deepEqual(
        english.filter((start) => start.length > 8 && everything.includes(start)),
        [],
      )
    })
  }

  test('one click further stands all that the law wants told', async () => {
    await open()
    assert.ok(!(await consent.seen()).includes(DETAILS[0]))
    await (await consent.one('summary')).click()
    const lines = await consent.texts('details li')
    assert.deepEqual([...new Set(lines)].sort(), [...DETAILS].sort())
    assert.deepEqual(await consent.texts('details [part=about]'), Object.values(ask), 'under each of the sentences')
  })

  test('the privacy notice and the terms open beside the form, which loses nothing', async () => {
    const { driver, engine } = world
    const { name } = person()
    await open()
    await type({ name })
    await tick(ask.letter)
    const links = await consent.all('a')
    assert.deepEqual(await consent.inside(`(root) => [...root.querySelectorAll('a')].map(({ pathname, target, rel }) => [pathname, target, rel])`), [
      ['/privacy.html', '_blank', 'noopener'],
      ['/terms.html', '_blank', 'noopener'],
    ])
    // WebKit's browser never shows the first page again once there was a second.
    if (engine !== 'webkit') {
      const form = await driver.getWindowHandle()
      for (const link of links) {
        const target = await run('return arguments[0].href', link)
        await link.click()
        const other = await world.eventually('the other page', async () => (await driver.getAllWindowHandles()).find((handle) => handle !== form))
        await driver.switchTo().window(other)
        await world.eventually(target, async () => (await driver.getCurrentUrl()) === target)
        assert.equal(await run('return window.opener'), null)
        await driver.close()
        await driver.switchTo().window(form)
      }
    }
    assert.equal(await value('name'), name)
    assert.deepEqual(await consent.ticked(), [ask.letter])
    await nothingLeaked({ name })
  })

  test('nothing says yes to more than one purpose: no button, and each box ticks itself alone', async () => {
    await open()
    assert.deepEqual(await consent.all('button'), [])
    const boxes = await consent.all('input[type=checkbox]')
    assert.equal(boxes.length, 5, 'three consents, an objection, the terms')
    for (const box of boxes) {
      await box.click()
      await settled()
      assert.equal((await consent.ticked()).length, 1)
      await box.click()
      await settled()
    }
    const around = await run('return [...document.querySelectorAll("form button")].map(({ id }) => id)')
    assert.deepEqual(around, ['send', 'again'], 'nor does the form get one')
  })

  test('saying no takes as little as saying yes, and looks the same', async () => {
    await open()
    const measure = () =>
      consent.inside(`(root) => {
        const channels = (color) => color.match(/[\\d.]+/g).map(Number)
        const light = (color) => {
          const [r, g, b] = channels(color).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
          return 0.2126 * r + 0.7152 * g + 0.0722 * b
        }
        const behind = (element) => {
          for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
            const color = getComputedStyle(at).backgroundColor
            if ((channels(color)[3] ?? 1) > 0) return color
          }
          return 'rgb(255, 255, 255)'
        }
        return [...root.querySelectorAll('label')].map((label) => {
          const [box, words] = [label.control.getBoundingClientRect(), label.querySelector('span')]
          const { color, fontSize, fontWeight } = getComputedStyle(words)
          const [one, other] = [light(color), light(behind(words))].sort((a, b) => b - a)
          const { width, height } = words.getBoundingClientRect()
          return { box: [box.width, box.height], words: [width, height], fontSize, fontWeight, color, contrast: (one + 0.05) / (other + 0.05), target: label.getBoundingClientRect().height }
        })
      }`)
    const refused = await measure()
    for (const { box, target, contrast } of refused) {
      assert.ok(Math.min(...box, target) >= 24, `a target of ${box} px`)
      assert.ok(contrast >= 4.5, `a contrast of ${contrast}`)
    }
    const [first] = refused
    for (const { fontSize, fontWeight, color } of refused)
      assert.deepEqual([fontSize, fontWeight, color], [first.fontSize, first.fontWeight, first.color], 'no sentence is louder')
    const order = await consent.texts('label')
    await tick(ask.letter, ask.texts, ask.sharing, 'I object', TERMS)
    assert.deepEqual(await measure(), refused, 'ticked, nothing looks larger, bolder or nearer')
    assert.deepEqual(await consent.texts('label'), order)
  })

  test('whoever leaves every box alone sends with the same presses, and is asked nothing more', async () => {
    const { name, email } = person()
    await open()
    await type({ name, email })
    await tick(TERMS)
    await send()
    const record = await sent()
    assert.deepEqual(given(record), { letter: false, texts: false, sharing: false, similar: true, deal: true })
    assert.deepEqual(await world.seen('invalid'), [])
    assert.deepEqual(record.fields, { name, email })
    await nothingLeaked({ name, email })
  })

  test('each field says why it is asked, and what follows from leaving it out', async () => {
    await open()
    await tick(ask.texts, ask.letter)
    const said = await run(`return Object.fromEntries(['name', 'email', 'mobile', 'interests'].map((id) => {
      const described = document.getElementById(id).getAttribute('aria-describedby')?.split(' ') ?? []
      return [id, described.map((id) => document.getElementById(id).innerText).join(' ')]
    }))`)
    assert.deepEqual(said, {
      name: 'So that the parcel finds you. Required. Without it the form cannot be sent.',
      email: 'To tell you when the parcel comes. Optional. You lose nothing by leaving it empty.',
      mobile: 'The texts go there. Required for what you ticked. Without it we cannot do it.',
      interests: 'So that we write about what you grow. Optional. You lose nothing by leaving it empty.',
    })
  })

  test('what was typed for a purpose that is refused after all is found nowhere', async () => {
    const { name, email, note } = person()
    const mobile = `+44 7400 ${String(Math.random()).slice(2, 8)}`
    await open()
    assert.deepEqual([await shown('mobile'), await shown('interests'), await shown('email')], [false, false, true])
    await tick(ask.texts, ask.letter)
    assert.deepEqual([await shown('mobile'), await shown('interests')], [true, true])
    await type({ name, email, mobile, interests: note })
    await tick(ask.texts)
    assert.deepEqual([await shown('mobile'), await shown('interests')], [false, true])
    await tick(ask.texts)
    assert.ok(['', mobile].includes(await value('mobile')), 'back again, empty or as it was typed')
    await tick(ask.texts, ask.letter, TERMS)
    // A script that shows it again changes nothing.
    await run('document.querySelectorAll("[data-waxseal-unused]").forEach((row) => row.removeAttribute("data-waxseal-unused"))')
    await send()
    const record = await sent()
    assert.deepEqual(record.fields, { name, email })
    assert.deepEqual(given(record), { letter: false, texts: false, sharing: false, similar: true, deal: true })
    await nothingLeaked({ name, email, note, mobile })
  })

  test('a field that is required for a purpose is asked for only if that is chosen', async () => {
    const { name } = person()
    await open()
    await type({ name })
    await tick(ask.texts, TERMS)
    await send()
    assert.deepEqual(
      (await event('invalid')).fields.map(({ field }) => field),
      ['mobile'],
    )
    await tick(ask.texts)
    await send()
    assert.equal(given(await sent()).texts, false)
    await nothingLeaked({ name })
  })

  test('the terms stand apart and are called terms; without them the form stops and says so', async () => {
    const { name } = person()
    await open()
    const apart = await consent.inside(`(root) => {
      const terms = root.querySelector('[part=terms]')
      return { inside: !!terms.closest('[part=block]'), text: terms.innerText, link: terms.querySelector('a').pathname }
    }`)
    assert.deepEqual([apart.inside, apart.link], [false, '/terms.html'])
    assert.match(apart.text, /I accept the terms of sale\.\s+Read the terms/)
    assert.doesNotMatch(apart.text, /consent|agree|privacy/i)
    await type({ name })
    await send()
    const sentence = words('en')['terms.missing']
    assert.ok((await summary()).includes(sentence))
    const said = await consent.inside(`(root) => {
      const box = root.querySelector('[part=terms] input')
      return [box.getAttribute('aria-invalid'), ...box.getAttribute('aria-describedby').split(' ').map((id) => root.getElementById(id).innerText)]
    }`)
    assert.deepEqual(said, ['true', sentence])
    assert.deepEqual(await world.seen('sealed'), [])
    await tick(TERMS)
    await send()
    const { consent: record } = await sent()
    assert.equal(record.terms.text, TERMS)
    assert.ok(record.purposes.every(({ text }) => text !== TERMS))
    await nothingLeaked({ name })
  })

  test('an objection refuses a legitimate interest; a contract is a notice without a box', async () => {
    const { name, email } = person()
    await open()
    assert.equal(await consent.inside(`(root) => !!root.querySelectorAll('[part=purpose]')[4].querySelector('input')`), false)
    await tick('I object', TERMS)
    await type({ name, email })
    await send()
    const record = await sent()
    const { similar, deal, letter } = decisions(record)
    assert.deepEqual([similar.given, similar.control, similar.basis], [false, 'objection', 'legitimate-interest'])
    assert.deepEqual([deal.given, deal.control, deal.basis], [true, 'notice', 'contract'])
    assert.deepEqual([letter.given, letter.control], [false, 'box'])
    assert.equal(similar.text, ask.similar)
    await nothingLeaked({ name, email })
  })

  test('the record holds what was shown: each text, its language, the notice around it, the button and the time, in whole seconds of UTC', async () => {
    const { name } = person()
    await open('choices-de.html')
    const german = sentences('de')
    const before = Date.now()
    await tick(german.letter, 'Ich nehme die Verkaufsbedingungen an.')
    await type({ name })
    const shownAround = await consent.texts('[part=controller], [part=small] a')
    await send()
    const { consent: record } = await sent()
    assert.deepEqual(
      record.purposes.map(({ id, text, lang }) => [id, text, lang]),
      Object.entries(german).map(([id, text]) => [id, text, 'de']),
    )
    for (const text of shownAround) assert.ok(record.notice.text.includes(text), text)
    assert.deepEqual([record.lang, record.dir, record.button, record.origin], ['de', 'ltr', 'Jetzt bestellen', world.proxy.origin])
    const { time } = record.purposes[0]
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.ok(Date.parse(time) >= before - 1000 && Date.parse(time) <= Date.parse(record.created))
    await nothingLeaked({ name })
  })
}
