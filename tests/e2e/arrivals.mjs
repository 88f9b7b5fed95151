// What a person comes to a page with: a receipt that the page before left, one in a link, a link that takes back. No secret is in an address,
// nothing is shown unchecked, and taking back always says what is so.
import assert from 'node:assert/strict'
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { test } from 'node:test'
import { block, filled, receiptWords, words } from './lib/block.mjs'
import { findings, person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'
import { status } from './lib/proxy.mjs'

const say = receiptWords('en')
const DONE = filled(say['withdraw.done'], { controller: 'Example Ltd' })
const CONTACT = 'privacy@example.com'

const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical)}]`
    : typeof value !== 'object'
      ? JSON.stringify(value)
      : `{${Object.keys(value)
          .sort()
          .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`
const base64url = (text) => Buffer.from(text).toString('base64url')

/** A receipt by a stranger's own key, which says what `change` makes of a genuine one. */
function forged({ record, withdraw }, change) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { x, d } = privateKey.export({ format: 'jwk' })
  const { iat, sig, ...signed } = structuredClone(record)
  change(signed)
  for (const purpose of signed.purposes) purpose.sha256 = createHash('sha256').update(purpose.text).digest('base64url')
  signed.holder = x
  const input = `${base64url('{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}')}.${base64url(canonical(signed))}`
  return { key: d, record: { ...signed, iat, sig: sign(null, Buffer.from(input), privateKey).toString('base64url') }, v: 1, withdraw }
}

export function arrivals(world) {
  const { ask, open, tick, send } = order(world)
  const receipt = block(world, 'receipt')
  const { run, find, type, event, eventually, nothingLeaked, visit } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const saved = async (button) => {
    const before = await run('return window.offered.length')
    await receipt.press(button)
    await eventually('a file', async () => (await run('return window.offered.length')) > before)
    return world.driver.executeAsyncScript('window.offered.at(-1).text().then(arguments[0])')
  }
  const signUp = async (page, ...faults) => {
    const { email } = person()
    await visit(page, ...faults)
    await event('ready')
    await type({ email })
    await tick(ask.letter)
    return email
  }
  /** Signs up for the letter; the receipt, and its link. */
  const give = async (page = 'letters.html', ...faults) => {
    const email = await signUp(page, ...faults)
    await (await find('send')).click()
    await event('sent')
    await receipt.one('button')
    const file = JSON.parse(await saved(say.save))
    const { sid, form } = file.record
    return { email, sid, file, link: `${file.withdraw}#waxseal=${sid}.${file.key}.${form}.letter` }
  }
  const agrees = (sid) => world.site.consented('letter').some((record) => record.sid === sid)
  const told = (sentence) =>
    eventually(String(sentence), async () => (await receipt.texts('p')).some((text) => (sentence instanceof RegExp ? sentence.test(text) : text === sentence)))
  const follow = async (link, ...faults) => {
    await visit('privacy.html', ...faults)
    await world.driver.get(link)
  }
  const posts = () =>
    world.proxy
      .traffic()
      .toString('latin1')
      .match(/^POST \S+/gm)

  for (const [how, page] of [
    ['a redirect', 'leads.html'],
    ['a form that the browser sends', 'native.html'],
  ]) {
    test(`after ${how}, the receipt’s key is in no address, no entry of the browser’s, no action, and soon in no storage`, async () => {
      const email = await signUp(page)
      await run(`document.forms[0].addEventListener('formdata', () => sessionStorage.setItem('action', document.forms[0].getAttribute('action')))`)
      await (await find('send')).click()
      await eventually('the page', async () => (await world.driver.getCurrentUrl()).includes('/next.html'))
      await receipt.one('button')
      const { key } = JSON.parse(await saved(say.save))
      assert.match(key, /^[\w-]{43}$/)
      const kept = await run(`const names = (list) => list.map(({ name }) => name)
        return JSON.stringify({
          address: location.href, state: history.state, referrer: document.referrer, entries: names(performance.getEntries()),
          session: { ...sessionStorage }, local: { ...localStorage }, name: window.name, body: document.documentElement.outerHTML })`)
      assert.deepEqual(findings([key], { kept, traffic: world.proxy.traffic(), store: world.site.database(), log: world.site.log() }), [])
      await world.driver.navigate().back()
      await eventually('the form', () => run('return location.pathname === arguments[0]', `/${page}`))
      assert.ok(!(await run('return location.href + JSON.stringify({ ...sessionStorage })')).includes(key))
      await nothingLeaked({ email })
    })
  }

  test('a receipt that was left by a form that never went out is not shown', async () => {
    await signUp('native.html')
    world.proxy.breaks({ path: /submissions$/, answer: (request) => request.destroy() })
    // Firefox's driver takes the error page for a failure of the click.
    await (await find('send')).click().catch(() => {})
    await eventually('an error page', () => run('return !window.seen'))
    world.proxy.breaks()
    await world.driver.navigate().back()
    await event('ready')
    await run('location.href = "/next.html"')
    await eventually('the next page', () =>
      run('return location.pathname === "/next.html" && document.readyState === "complete" && !sessionStorage.getItem("waxseal-receipt")'),
    )
    assert.deepEqual(await receipt.all('*'), [])
  })

  test('a receipt names the page without its query, which may hold what somebody typed', async () => {
    const policy = await fetch(`${world.proxy.origin}/unsigned.json`).then((answer) => answer.json())
    delete policy.withdraw
    const json = (body) => (request, response) => request.resume().on('end', () => response.writeHead(201, { 'content-type': 'application/json' }).end(body))
    const { file, email } = await give(
      'letters.html?email=ada%40example.org&token=1#top',
      { path: /^\/letters\.html/, alter: (body) => Buffer.from(body.toString().replace(/data-policy="[^"]*" data-root="[^"]*"/, 'data-policy="/bare.json"')) },
      { path: /^\/bare\.json/, answer: (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(policy)) },
      { path: /submissions$/, answer: json('{}') },
    )
    assert.equal(file.withdraw, `${world.proxy.origin}/letters.html`)
    await nothingLeaked({ email })
  })

  test('a receipt in a link is checked like a file before anything of it is shown', async () => {
    const { file } = await give()
    const arrive = async (receipt) => {
      await visit('privacy.html')
      await visit(`next.html#waxseal-receipt=${base64url(JSON.stringify(receipt))}`)
      await eventually('the address without it', () => run('return location.hash === ""'))
    }
    const [purpose] = file.record.purposes
    const rows = {
      'a letter of the text': { ...file, record: { ...file.record, purposes: [{ ...purpose, text: `${purpose.text}!` }] } },
      'a choice': { ...file, record: { ...file.record, purposes: [{ ...purpose, given: !purpose.given }] } },
      'no signature': { ...file, record: { ...file.record, sig: undefined } },
      'another key': { ...file, key: Buffer.alloc(32, 7).toString('base64url') },
      'a stranger’s words': forged(file, ({ purposes }) => (purposes[0].text = 'Give my house to Mallory.')),
      'a stranger’s name for the owner': forged(file, ({ controller }) => (controller.name = 'Mallory Ltd')),
      'another recipient': forged(file, ({ purposes }) => (purposes[0].recipients = ['Mallory'])),
      'another site': forged(file, (record) => (record.origin = 'https://mallory.example')),
      'another purpose beside it': forged(file, ({ purposes }) => purposes.push({ ...purposes[0], id: 'more', text: 'And more.' })),
    }
    for (const [what, wrong] of Object.entries(rows)) {
      await arrive(wrong)
      await eventually(`${what}: a word to the developer`, async () => (await run('return window.said')).some((line) => /waxseal/.test(line)))
      assert.deepEqual(await receipt.all('*'), [], what)
      assert.doesNotMatch(await run('return document.body.innerText'), /Mallory/, what)
    }
    await arrive(file)
    assert.equal(await (await receipt.one('h2')).getText(), say.chose)
  })

  test('a link that was used says so, with the day, and one purpose that was never given holds up none that was', async () => {
    const { name, email } = person()
    await open()
    await tick(ask.letter, TERMS)
    await type({ name, email })
    await send()
    await event('sent')
    await receipt.one('button')
    const { key, record, withdraw } = JSON.parse(await saved(say.save))
    const link = (...ids) => `${withdraw}#waxseal=${record.sid}.${key}.${record.form}.${ids.join('~')}`
    await follow(link('letter', 'sharing'))
    await receipt.press(say['withdraw.all'])
    await told(DONE)
    await told(say['withdraw.not-given'])
    assert.equal(agrees(record.sid), false)
    await follow(link('letter'))
    await receipt.press(say['withdraw.one'])
    await told(/^This was taken back on .*\d{4}/)
    assert.deepEqual(
      await receipt.inside(`(root) => [...root.querySelectorAll('li button')].filter((button) => button !== root.activeElement && button.checkVisibility?.())`),
      [],
    )
    await nothingLeaked({ name, email })
  })

  test('the person gets a receipt of the withdrawal, signed with the key of what they take back', async () => {
    const { sid, file, link } = await give()
    await follow(link)
    await receipt.press(say['withdraw.one'])
    await told(DONE)
    const { controller, v, withdrawals } = JSON.parse(await saved(say['withdraw.save']))
    assert.deepEqual([controller, v, withdrawals.length], [{ contact: CONTACT, name: 'Example Ltd' }, 1, 1])
    const [{ purposes, received, receiver, sid: of, withdrawal }] = withdrawals
    assert.deepEqual([of, receiver], [sid, `${world.proxy.origin}/v1/withdrawals`])
    assert.deepEqual(purposes, [{ id: 'letter', lang: 'en', text: ask.letter }])
    assert.match(received, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const holder = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: file.record.holder }, format: 'jwk' })
    assert.ok(verify(null, Buffer.from(`${withdrawal.protected}.${withdrawal.payload}`), holder, Buffer.from(withdrawal.signature, 'base64url')))
    const said = JSON.parse(Buffer.from(withdrawal.payload, 'base64url'))
    assert.deepEqual({ ...said, time: '' }, { purposes: ['letter'], sid, time: '', v: 1 })
    assert.match(said.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  test('under a policy past its end nothing is asked, and what was agreed to is taken back all the same', async () => {
    const { sid, link } = await give()
    await follow(link.replace('/withdraw.html', '/withdraw-expired.html'))
    await receipt.press(say['withdraw.one'])
    await told(DONE)
    assert.equal(agrees(sid), false)
    assert.equal(await run('return location.hash'), '')
  })

  for (const [what, fault, contact] of [
    ['the policy is not there', { path: /^\/waxseal\.json/, answer: status(404) }, false],
    ['the policy was changed', { path: /^\/waxseal\.json/, alter: (body) => Buffer.from(body.toString().replace(/"signature":"./, '"signature":"_')) }, false],
    ['the receipt’s script is not there', { path: /^\/waxseal-receipt\.js/, answer: status(404) }, true],
  ]) {
    test(`where ${what}, a person who wants to take back reads that it does not work, and whom to write to`, async () => {
      const { sid, link } = await give()
      await follow(link, fault)
      const sentence = filled(words('en')['withdraw.unavailable'], { contact: contact ? CONTACT : new URL(world.proxy.origin).host })
      await eventually('the sentence', async () => (await run('return document.querySelector("main").innerText')).includes(sentence))
      assert.equal(await run('return location.hash'), '')
      assert.equal(agrees(sid), true)
    })
  }

  test('where nothing of Waxseal comes but its first script, they read it in English', async () => {
    const { link } = await give()
    await follow(link, { path: /^\/waxseal-consent\.js/, answer: status(404) })
    await eventually('the sentence', async () =>
      /Taking back consent does not work here right now\. Nothing has changed\./.test(await run('return document.body.innerText')),
    )
    assert.equal(await run('return location.hash'), '')
  })

  test('with a receiver under a path of its own, signing up and taking back both go there', async () => {
    const onward = ({ method, url, headers }, response) =>
      httpRequest({ host: '127.0.0.1', port: world.site.port, method, path: url.slice('/forms'.length), headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers)
        answer.pipe(response)
      })
    const below = { path: /^\/forms\//, answer: (request, response) => request.pipe(onward(request, response)) }
    const { sid, link } = await give('letters-below.html', below)
    await receipt.press(say.withdraw)
    await receipt.press(say['withdraw.one'])
    await told(DONE)
    assert.deepEqual(posts(), ['POST /forms/v1/forms/letters/submissions', 'POST /forms/v1/withdrawals'])
    assert.equal(agrees(sid), false)
    await follow(link.replace('/withdraw.html', '/withdraw-below.html'), below)
    await receipt.press(say['withdraw.one'])
    await told(/^This was taken back on /)
    assert.deepEqual(posts(), ['POST /forms/v1/withdrawals'])
  })
}
