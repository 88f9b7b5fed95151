// Taking consent back: with the link or the file of the receipt, in no more presses than giving it took.
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { block, filled, receiptWords } from './lib/block.mjs'
import { findings, person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'
import { status } from './lib/proxy.mjs'

const say = receiptWords('en')
/** Taken back before: when is for the receiver to say. */
const AGAIN = /^This was taken back on .*\d{4}.* \u2066?\(UTC\)\u2069?\. Nothing more is needed\.$/
const DONE = filled(say['withdraw.done'], { controller: 'Example Ltd' })

export function withdrawals(world) {
  const { consent, ask, open, tick, send } = order(world)
  const receipt = block(world, 'receipt')
  const { run, find, type, event, eventually, nothingLeaked, visit } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })
  const dir = mkdtempSync(join(tmpdir(), 'waxseal-receipts-'))

  const text = (button) =>
    receipt.press(button).then(() =>
      eventually('a file', () =>
        world.driver.executeAsyncScript(`const done = arguments[arguments.length - 1]
      const last = window.offered.at(-1)
      last ? last.text().then(done) : done()`),
      ),
    )
  /** The link, as it stands in the page to keep. */
  const linkIn = (html) => /href="([^"]+#waxseal=[^"]+)"/.exec(html)[1].replaceAll('&amp;', '&')
  const file = (name, content) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  /** Signs up for the letter; gives what a person has then, and how many presses it took besides typing. */
  const give = async () => {
    const { email } = person()
    let presses = 0
    const press = async (element) => ((presses += 1), (await element).click())
    await visit('letters.html')
    await event('ready')
    await type({ email })
    await press(consent.box(ask.letter))
    await press(find('send'))
    const { sid } = await event('sent')
    await receipt.one('button')
    const json = await text(say.save)
    const before = await run('return window.offered.length')
    await receipt.press(say.page)
    await eventually('the page', async () => (await run('return window.offered.length')) > before)
    const html = await world.driver.executeAsyncScript('window.offered.at(-1).text().then(arguments[0])')
    return { email, sid, json, html, link: linkIn(html), presses }
  }
  const exported = (sid) =>
    world.site
      .exported()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .find(({ envelope }) => envelope.sid === sid)
  const agrees = (sid) => world.site.consented('letter').some((record) => record.sid === sid)
  const follow = async (link) => {
    await visit('privacy.html')
    await world.driver.get(link)
    await receipt.one('button')
  }
  const choose = async (path) => {
    await visit('withdraw.html')
    await (await receipt.one('input[type=file]')).sendKeys(path)
  }
  const told = (sentence) =>
    eventually(String(sentence), async () => (await receipt.texts('p')).some((text) => (sentence instanceof RegExp ? sentence.test(text) : text === sentence)))

  const WAYS = {
    'the link': {
      async take({ link }, press) {
        await follow(link)
        await press(receipt.button(say['withdraw.one']))
      },
    },
    'the file': {
      async take({ json }, press) {
        await visit('withdraw.html')
        // Choosing counts as a press.
        await press(receipt.one('input[type=file]').then((input) => ({ click: () => input.sendKeys(file('receipt.json', json)) })))
        await press(receipt.button(say['withdraw.one']))
      },
    },
    'the page that was saved': {
      async take({ html }, press) {
        await visit('withdraw.html')
        await press(receipt.one('input[type=file]').then((input) => ({ click: () => input.sendKeys(file('receipt.html', html)) })))
        await press(receipt.button(say['withdraw.one']))
      },
    },
  }
  for (const [way, { take }] of Object.entries(WAYS)) {
    test(`by ${way}, taking back takes no more presses than giving, and the owner knows at once`, async () => {
      const given = await give()
      assert.equal(agrees(given.sid), true)
      assert.equal(exported(given.sid).withdrawn, undefined)
      let presses = 0
      await take(given, async (element) => ((presses += 1), (await element).click()))
      await told(DONE)
      assert.ok(presses <= given.presses, `${presses} to take back, ${given.presses} to give`)
      assert.deepEqual(
        exported(given.sid).withdrawn.map(({ purpose }) => purpose),
        ['letter'],
      )
      assert.equal(agrees(given.sid), false)
      const posts = world.proxy
        .traffic()
        .toString('latin1')
        .match(/^POST \S+/gm)
      assert.deepEqual(posts, ['POST /v1/withdrawals'], 'no login, no reason, nothing else')
      assert.equal(await run('return location.hash'), '', 'the link is not left in the address')
      // Nothing of it helps whoever listens.
      const { key } = JSON.parse(given.json)
      assert.deepEqual(findings([key], { traffic: world.proxy.traffic(), store: world.site.database(), log: world.site.log() }), [])
      await nothingLeaked({ email: given.email })
    })
  }

  test('a second time changes nothing, and is told', async () => {
    const { sid, link, json } = await give()
    await follow(link)
    const button = await receipt.button(say['withdraw.one'])
    await button.click()
    await told(DONE)
    await run('arguments[0].click()', button)
    assert.equal(
      world.proxy
        .traffic()
        .toString('latin1')
        .match(/^POST /gm).length,
      1,
      'pressed again, nothing is sent',
    )
    const first = exported(sid)
    await choose(file('again.json', json))
    await receipt.press(say['withdraw.one'])
    await told(AGAIN)
    assert.deepEqual(exported(sid), first)
  })

  test('right after sending it can be taken back on the same page, each purpose alone or all of them', async () => {
    const { name, email } = person()
    await open()
    await tick(ask.letter, ask.sharing, TERMS)
    await type({ name, email })
    await send()
    const { sid } = await event('sent')
    await receipt.press(say.withdraw)
    const rows = await receipt.inside(
      `(root) => [...root.querySelectorAll('li')].filter((row) => row.querySelector('button')).map((row) => row.querySelector('p').innerText)`,
    )
    assert.deepEqual(rows, [ask.letter, ask.sharing, ask.similar])
    const [, sharing] = await receipt.inside(`(root) => [...root.querySelectorAll('li button')]`)
    await world.stand()
    await sharing.click()
    await told(DONE)
    assert.deepEqual(
      exported(sid).withdrawn.map(({ purpose }) => purpose),
      ['sharing'],
    )
    assert.equal(agrees(sid), true)
    await receipt.press(say['withdraw.all'])
    await eventually('all of them', () => exported(sid).withdrawn.length === 3)
    assert.deepEqual(new Set(exported(sid).withdrawn.map(({ purpose }) => purpose)), new Set(['letter', 'sharing', 'similar']))
    assert.equal(agrees(sid), false)
    await nothingLeaked({ name, email })
  })

  test('a file that was changed, or is no receipt, is refused in words, and nothing is sent', async () => {
    const { json, html } = await give()
    const other = JSON.stringify({ ...JSON.parse(json), key: Buffer.alloc(32, 7).toString('base64url') })
    for (const [name, content, sentence] of [
      ['words.json', json.replace('newsletter of', 'adverts of'), 'withdraw.altered'],
      ['choice.json', json.replace('"given": true', '"given": false'), 'withdraw.altered'],
      ['key.json', other, 'withdraw.altered'],
      ['words.html', html.replace(/newsletter of/g, 'adverts of'), 'withdraw.altered'],
      ['cut.json', json.slice(0, 400), 'withdraw.bad'],
      ['other.json', '{"hello":"world"}', 'withdraw.bad'],
      ['empty.json', '', 'withdraw.bad'],
      ['picture.json', Buffer.from('89504e470d0a1a0a', 'hex'), 'withdraw.bad'],
    ]) {
      await choose(file(name, content))
      await told(say[sentence])
      assert.deepEqual(await receipt.inside(`(root) => [...root.querySelectorAll('li button')]`), [], name)
      assert.doesNotMatch(world.proxy.traffic().toString('latin1'), /^POST /m)
    }
  })

  test('a link that was cut off is told, and the file still works', async () => {
    const { link, json } = await give()
    await visit('privacy.html')
    await world.driver.get(link.slice(0, -40))
    await told(say['withdraw.bad'])
    assert.equal(await run('return location.hash'), '')
    await (await receipt.one('input[type=file]')).sendKeys(file('whole.json', json))
    await receipt.press(say['withdraw.one'])
    await told(DONE)
  })

  test('a receipt that the owner has no record of is told, with whom to write to', async () => {
    const { email } = person()
    // Somebody in between says that it arrived.
    const accepted = (request, response) => {
      request.resume().on('end', () => response.writeHead(201, { 'content-type': 'application/json' }).end('{}'))
    }
    await visit('letters.html', { path: /\/submissions$/, answer: accepted })
    await event('ready')
    await type({ email })
    await tick(ask.letter)
    await send()
    await event('sent')
    await receipt.one('button')
    const json = await text(say.save)
    await choose(file('unknown.json', json))
    await receipt.press(say['withdraw.one'])
    await told(filled(say['withdraw.unknown'], { controller: 'Example Ltd', contact: 'privacy@example.com' }))
  })

  test('what did not arrive is told, and can be tried again', async () => {
    const { sid, link } = await give()
    await follow(link)
    world.proxy.breaks({ path: /withdrawals$/, answer: status(503) })
    await receipt.press(say['withdraw.one'])
    await told(filled(say['withdraw.failed'], { contact: 'privacy@example.com' }))
    assert.equal(agrees(sid), true)
    world.proxy.breaks()
    await receipt.press(say['withdraw.one'])
    await told(DONE)
    assert.equal(agrees(sid), false)
  })
}
