// The person's own proof: shown and offered at once, true to the record, and left behind nowhere.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { block, receiptWords } from './lib/block.mjs'
import { findings, person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'
import { blank } from './lib/proxy.mjs'

const { encode } = await import(
  createRequire(import.meta.url)
    .resolve('uqr')
    .replace(/\.cjs$/, '.mjs')
)
const say = receiptWords('en')

export function receipts(world) {
  const { consent, ask, open, tick, send, sent } = order(world)
  const receipt = block(world, 'receipt')
  const { run, find, type, event, eventually, nothingLeaked, visit } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  /** Sends an order with the letter, and gives what was sent, opened. */
  const ordered = async (page = 'choices.html') => {
    const { name, email } = person()
    await open(page)
    await tick(ask.letter, TERMS)
    await type({ name, email })
    await send()
    const record = await sent()
    await receipt.one('button')
    return { record, name, email }
  }
  /** Presses a button that saves, and gives the text of the file. */
  const saved = async (button) => {
    const before = await run('return window.offered.length')
    await receipt.press(button)
    await eventually('a file', async () => (await run('return window.offered.length')) > before)
    return world.driver.executeAsyncScript('window.offered.at(-1).text().then(arguments[0])')
  }
  const verified = (name, text) => world.site.waxseal('receipt', 'verify', world.site.file(name, text))

  test('“You chose” lists every purpose in its words, with what was decided', async () => {
    const { name, email } = await ordered()
    assert.deepEqual(await receipt.texts('h2'), [say.chose])
    const rows = await receipt.inside(
      `(root) => [...root.querySelectorAll('section > ul > li')].map((row) => [row.querySelector('p').innerText, row.querySelector('strong').innerText])`,
    )
    assert.deepEqual(rows, [
      [ask.letter, say.yes],
      [ask.texts, say.no],
      [ask.sharing, say.no],
      [ask.similar, say['in-use']],
      [ask.deal, say['in-use']],
    ])
    assert.match(await run('return document.querySelector(".waxseal-after").innerText'), /Your order is with us/)
    await nothingLeaked({ name, email })
  })

  test('the file is what the owner has: it verifies, and one changed letter does not', async () => {
    const { record, name, email } = await ordered()
    const text = await saved(say.save)
    const { record: kept, key, withdraw, v } = JSON.parse(text)
    assert.deepEqual(kept, record.consent)
    assert.equal(v, 1)
    assert.equal(withdraw, `${world.proxy.origin}/withdraw.html`)
    assert.match(verified('receipt.json', text), new RegExp(record.sid))
    for (const [part, changed] of [
      ['the words', text.replace('newsletter of', 'newsletter from')],
      ['a choice', text.replace('"given": true', '"given": false')],
      ['a time', text.replace(/("created": "\d{4})/, (found) => `${found.slice(0, -1)}0`)],
    ]) {
      assert.notEqual(changed, text, part)
      assert.throws(() => verified('changed.json', changed), /receipt 1: /, part)
    }
    assert.match(key, /^[\w-]{43}$/)
    await nothingLeaked({ name, email })
    // The secret half of its key is in the person's hand and nowhere else.
    assert.deepEqual(
      findings([key], { traffic: world.proxy.traffic(), store: world.site.database(), log: world.site.log(), exported: world.site.exported() }),
      [],
    )
  })

  test('the page to keep holds the words, no script, and a receipt that verifies', async () => {
    const { record, name, email } = await ordered()
    const html = await saved(say.page)
    await nothingLeaked({ name, email })
    // Beside the page, which has no parser of markup.
    await visit('blank', blank)
    const { text, scripts, policy, lang } = await run(
      `const page = new DOMParser().parseFromString(arguments[0], 'text/html')
      return {
        text: page.body.textContent,
        lang: page.documentElement.lang,
        scripts: [...page.querySelectorAll('script, iframe, object, embed, [src], link')].map(({ outerHTML }) => outerHTML)
          .concat([...page.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes].map(({ name }) => name).filter((name) => /^on/.test(name)))),
        policy: page.querySelector('meta[http-equiv]')?.content,
      }`,
      html,
    )
    assert.deepEqual([scripts, lang], [[], 'en'])
    assert.match(policy, /default-src 'none'/)
    for (const words of [...Object.values(ask), TERMS, record.consent.notice.text, record.sid, 'Example Ltd', 'Seeds Ltd'])
      assert.ok(text.includes(words), words)
    assert.match(verified('receipt.html', html), new RegExp(record.sid))
  })

  test('the link and its QR code are the same, and all that is secret stands behind the #', async () => {
    const { record } = await ordered()
    await run(`Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { window.copied = text } } })`)
    await receipt.press(say.link)
    const link = await eventually('the link', () => run('return window.copied'))
    const url = new URL(link)
    assert.equal(`${url.origin}${url.pathname}${url.search}`, `${world.proxy.origin}/withdraw.html`)
    assert.match(url.hash, new RegExp(`^#waxseal=${record.sid}\\.[\\w-]{43}\\.choices@3\\.letter~similar$`))
    assert.ok((await receipt.texts('[role=status]')).includes(say['link.copied']))
    await receipt.press(say.qr)
    const code = await receipt.one('svg path')
    const { size, data } = encode(link, { border: 4 })
    const drawn = await run(
      `const svg = arguments[0].ownerSVGElement; return [svg.getAttribute('viewBox'), svg.getAttribute('aria-label'), arguments[0].getAttribute('d')]`,
      code,
    )
    const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
    assert.deepEqual(drawn, [`0 0 ${size} ${size}`, say['qr.label'], path])
    assert.ok(!world.proxy.traffic().includes(link.split('#')[1].split('.')[1]))
  })

  test('where nothing can be copied, the link is there to be copied by hand', async () => {
    await ordered()
    await run(`Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('no')) } })`)
    await receipt.press(say.link)
    const field = await receipt.one('input.link')
    assert.match(await run('return arguments[0].value', field), /\/withdraw\.html#waxseal=/)
  })

  test('nothing of it is stored, and it is gone with the page', async () => {
    await visit('privacy.html')
    await run('localStorage.clear(); sessionStorage.clear()')
    await ordered()
    await saved(say.save)
    const stored = () =>
      world.driver.executeAsyncScript(`const done = arguments[arguments.length - 1]
        const databases = indexedDB.databases ? indexedDB.databases() : Promise.resolve([])
        Promise.all([databases, caches.keys(), navigator.serviceWorker?.getRegistrations() ?? []]).then(([databases, caches, workers]) =>
          done([Object.keys(localStorage), sessionStorage.length, document.cookie, databases.length, caches.length, workers.length, location.hash, window.name]))`)
    const [[revision, ...others], ...rest] = await stored()
    // The policy's revision is of no person.
    assert.match(revision, /^waxseal-revision [\w-]{43} http:\S+\/waxseal\.json$/)
    assert.deepEqual([others, ...rest], [[], 0, '', 0, 0, 0, '', ''])
    await world.driver.navigate().refresh()
    await consent.one('[part~=block]')
    assert.deepEqual(await receipt.all('*'), [])
  })

  for (const [how, page] of [
    ['a redirect', 'leads.html'],
    ['a form that the browser sends', 'native.html'],
  ]) {
    test(`after ${how} the receipt is on the page that follows, and not in its address`, async () => {
      const { email } = person()
      await visit(page)
      await event('ready')
      await type({ email })
      await tick(ask.letter)
      await (await find('send')).click()
      await eventually('the page', async () => (await world.driver.getCurrentUrl()).includes('/next.html'))
      await receipt.one('button')
      assert.equal(await run('return location.href'), `${world.proxy.origin}/next.html`)
      assert.equal(await run(`return !!shadowOf(document.querySelector('[data-waxseal-receipt]'))`), true, 'in the place that is there for it')
      const text = await saved(say.save)
      const { record } = JSON.parse(text)
      const opened = world.site.opened().find(({ sid }) => sid === record.sid)
      assert.deepEqual(opened.consent, record)
      assert.deepEqual(opened.fields, { email })
      assert.match(verified('followed.json', text), new RegExp(record.sid))
      await nothingLeaked({ email })
      // Neither loading again nor going back and forth brings it back.
      await world.driver.navigate().refresh()
      await eventually('the page', () => run('return document.readyState === "complete"'))
      assert.equal(await run('return location.hash'), '')
      assert.deepEqual(await receipt.all('*'), [])
    })
  }

  test('a receipt that cannot be shown does not undo the sending', async () => {
    const { name, email } = person()
    await open('choices.html', { path: /^\/waxseal-receipt\.js/, answer: (_, response) => response.writeHead(404).end() })
    await tick(TERMS)
    await type({ name, email })
    await send()
    assert.deepEqual((await sent()).fields, { name, email })
    await eventually('a word to the developer', async () => /receipt/.test((await run('return window.said')).join('\n')))
    await nothingLeaked({ name, email })
  })
}
