// The consent block, the receipt and the page that takes consent back: for eyes, keyboards and narrow screens.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { block, filled, receiptWords } from './lib/block.mjs'
import { person } from './lib/canary.mjs'
import { looks } from './lib/looks.mjs'
import { order, sentences } from './lib/order.mjs'
import { blank } from './lib/proxy.mjs'

const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const chromiumOnly = engine !== 'chromium' && 'only the driver of Chromium can do this'
const TERMS = { en: 'I accept the terms of sale.', ar: 'أقبل شروط البيع.' }

export function consentLooks(world) {
  const { consent, open, tick, send, summary } = order(world)
  const receipt = block(world, 'receipt')
  const { violations, scheme, narrow, sideways } = looks(world)
  const { run, find, type, event, eventually, seen, screenshot, visit, nothingLeaked } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const LOOKS = [
    { how: 'in the light', name: 'light', page: 'choices.html', lang: 'en' },
    { how: 'in the dark', name: 'dark', page: 'choices.html', lang: 'en', dark: true },
    { how: 'from right to left', name: 'rtl', page: 'choices-ar.html', lang: 'ar' },
  ]
  for (const { how, name, page, lang, dark } of LOOKS) {
    test(`${how}, axe finds nothing to mend: before, with errors, with the receipt, and where it is taken back`, { skip: dark && chromiumOnly }, async () => {
      const ask = sentences(lang)
      const say = receiptWords(lang)
      if (dark) await scheme('dark')
      try {
        await open(`${page}?open&gpc`)
        await tick(ask.letter)
        await (await consent.one('summary')).click()
        assert.deepEqual(await violations(), [], 'before')
        await screenshot(`consent-${name}`)
        await send()
        await summary()
        assert.deepEqual(await violations(), [], 'with errors')
        await run('document.querySelector("waxseal-consent").scrollIntoView()')
        await screenshot(`consent-${name}-wrong`)
        await type({ name: person().name })
        await tick(TERMS[lang])
        await send()
        await event('sent')
        await receipt.press(say.qr)
        await receipt.press(say.withdraw)
        await receipt.one('svg')
        assert.deepEqual(await violations(), [], 'with the receipt')
        await run('window.scrollTo(0, 0)')
        await screenshot(`receipt-${name}`)
        const before = await run('return window.offered.length')
        await receipt.press(say.page)
        await eventually('the page', async () => (await run('return window.offered.length')) > before)
        const html = await world.driver.executeAsyncScript('window.offered.at(-1).text().then(arguments[0])')
        const link = /href="([^"]+#waxseal=[^"]+)"/.exec(html)[1]
        // The page in the language of the receipt.
        const speaks = {
          path: /^\/withdraw\.html/,
          alter: (body) => Buffer.from(body.toString().replace('lang="en"', `lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`)),
        }
        await visit('privacy.html', speaks)
        await world.driver.get(link.replace('#', '?open#'))
        await receipt.one('button')
        assert.deepEqual(await violations(), [], 'taking back by the link')
        await receipt.press(say['withdraw.one'])
        await eventually('the answer', async () => (await receipt.all('[data-taken]')).length === 1)
        assert.deepEqual(await violations(), [], 'taken back')
        await screenshot(`withdraw-${name}`)
        await visit('withdraw.html?open', speaks)
        await receipt.one('input[type=file]')
        assert.deepEqual(await violations(), [], 'taking back by the file')
        await screenshot(`withdraw-${name}-file`)
        // The page to keep stands alone.
        await visit('blank', blank)
        await run('document.open(); document.write(arguments[0]); document.close()', html)
        assert.deepEqual(await violations(), [], 'the page to keep')
        await screenshot(`receipt-${name}-page`)
      } finally {
        if (dark) await scheme()
      }
    })
  }

  for (const [what, page, lang] of [
    ['at 320 px, and at 400 %', 'choices.html', 'en'],
    ['at 320 px from right to left', 'choices-ar.html', 'ar'],
  ]) {
    test(`${what}, neither consent nor receipt has to be scrolled sideways`, async () => {
      const ask = sentences(lang)
      const say = receiptWords(lang)
      await open(`${page}?gpc`)
      await narrow(true)
      try {
        await tick(ask.letter, ask.texts)
        await (await consent.one('summary')).click()
        await send()
        await summary()
        assert.deepEqual(await sideways(), [], 'consent')
        await run('document.querySelector("waxseal-consent").scrollIntoView()')
        await screenshot(`consent-narrow-${lang}`)
        await tick(ask.texts, TERMS[lang])
        await type({ name: person().name })
        await send()
        await event('sent')
        await receipt.press(say.qr)
        await receipt.press(say.withdraw)
        await receipt.one('svg')
        assert.deepEqual(await sideways(), [], 'receipt')
        await run('window.scrollTo(0, 0)')
        await screenshot(`receipt-narrow-${lang}`)
      } finally {
        await narrow(false)
      }
    })
  }

  test('the keyboard alone signs up and takes it back, and always shows where it is', async () => {
    const say = receiptWords('en')
    const { email } = person()
    const at = () =>
      run(`let at = document.activeElement
        while (at && shadowOf(at)?.activeElement) at = shadowOf(at).activeElement
        const { outlineStyle, outlineWidth } = getComputedStyle(at)
        return { what: [at.localName, at.type, at.id, at.labels?.[0]?.innerText ?? at.innerText].join(' ').replace(/\\s+/g, ' ').trim(), outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth), ours: !document.contains(at) }`)
    const reach = async (what) => {
      const passed = []
      for (let presses = 0; presses < 40; presses += 1) {
        const { what: found, outline, ours } = await at()
        // WebKitGTK never matches :focus-visible in a window without the focus.
        if (ours && engine !== 'webkit') assert.ok(outline >= 1, `${found} shows the focus`)
        if (what.test(found)) return
        passed.push(found)
        await world.keys(Key.TAB)
      }
      assert.fail(`${what} cannot be reached with Tab, which leads to ${passed.join(', ')}`)
    }
    await visit('letters.html')
    await event('ready')
    await consent.one('input')
    await reach(/ email /)
    await world.keys(email)
    await reach(/^input checkbox .*newsletter/)
    await world.keys(' ')
    await reach(/^button submit send/)
    await world.keys(Key.ENTER)
    const { sid } = await event('sent')
    await receipt.one('button')
    assert.match((await at()).what, /You will hear from us/, 'the focus is on the answer')
    await reach(new RegExp(`^button button ${say.withdraw}$`))
    await world.keys(Key.ENTER)
    await receipt.button(say['withdraw.one'])
    await reach(new RegExp(`^button button ${say['withdraw.one']}$`))
    await world.keys(' ')
    const done = filled(say['withdraw.done'], { controller: 'Example Ltd' })
    await eventually('the answer', async () => (await receipt.texts('p')).includes(done))
    assert.ok(!world.site.consented('letter').some((record) => record.sid === sid))
    assert.deepEqual(await seen('error'), [])
    await nothingLeaked({ email })
  })

  test('what is heard of the block: a named group, its sentences, and what belongs to each box', { skip: chromiumOnly }, async () => {
    await open('choices.html')
    const { nodes } = await world.driver.sendAndGetDevToolsCommand('Accessibility.getFullAXTree', {})
    const of = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role)
    const group = of('group').find(({ name }) => /is responsible for your data/.test(name?.value))
    assert.ok(group, 'the group is named by who asks')
    const heard = of('checkbox').map(({ name, description, properties }) => [
      name.value,
      description?.value ?? '',
      properties.find((property) => property.name === 'checked')?.value.value,
    ])
    const ask = sentences()
    // The tree's nodes come in no order; the page's is tested elsewhere.
    assert.deepEqual(
      new Set(heard),
      new Set([
        [ask.letter, 'Used for this: Email and What you grow.', 'false'],
        [ask.texts, 'Used for this: Mobile number.', 'false'],
        [ask.sharing, 'Passed on to: Seeds Ltd.', 'false'],
        ['I object to this.', 'Used for this: Email.', 'false'],
        [TERMS.en, '', 'false'],
      ]),
    )
    await (await find('send')).click()
    await summary()
    const terms = (await world.driver.sendAndGetDevToolsCommand('Accessibility.getFullAXTree', {})).nodes.find(
      ({ role, name }) => role?.value === 'checkbox' && name?.value === TERMS.en,
    )
    assert.match(terms.description.value, /To go on, accept the terms\./)
    assert.ok(terms.properties.some(({ name, value }) => name === 'invalid' && value.value === 'true'))
  })
}
