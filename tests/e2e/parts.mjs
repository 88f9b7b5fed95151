// The rules of fields come in parts: a form fetches those that its kinds need, and is not sent before they are there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardNumber, person } from './lib/canary.mjs'
import { signup, written } from './lib/page.mjs'
import { oneByte, status } from './lib/proxy.mjs'

const PHONE = /^\/waxseal-packs\/fields-phone\.wasm/
const NUMBERS = /^\/waxseal-packs\/fields-numbers\.wasm/

/** The sign-up form, whose `name` may be of any kind: the policy does not say. */
const asking = (control) => `<form data-waxseal="signup" id="form">
  <p><label for="name">Asked</label> ${control}</p>
  <p><label for="email">Email</label> <input id="email" name="email" type="email"></p>
  <p><button id="send">Send</button></p>
</form>`
const TEL = '<input id="name" name="name" type="tel">'

export function parts(world) {
  const open = (body, ...faults) => written(world)('{{tag}}', body, { faults })
  const send = async () => (await world.find('send')).click()
  /** The parts of the rules that the page has asked for, the base aside. */
  const fetched = async () => {
    const paths = await world.run('return performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)')
    assert.ok(paths.includes('/waxseal-fields.wasm'), 'the base is always fetched')
    return [...new Set(paths.flatMap((path) => /fields-(\w+)\.wasm/.exec(path)?.[1] ?? []))]
  }
  /** The record of the last submission. */
  const sent = async () => {
    const { sid } = await world.event('sent')
    return world.site.opened().find((record) => record.sid === sid)
  }

  test('a newsletter form fetches the base of the rules and no other part', async () => {
    const { name, email } = person()
    await open(signup())
    await world.type({ name, email })
    await world.tick(0)
    await send()
    assert.deepEqual((await sent()).fields, { name, email })
    assert.deepEqual(await fetched(), [])
    await world.nothingLeaked({ name, email })
  })

  for (const [what, control, part] of [
    ['a telephone number', TEL, 'phone'],
    ['a postcode', '<input id="name" name="name" autocomplete="postal-code">', 'person'],
    ['a country, told by the words of its name alone', '<input id="country" data-waxseal-field="name" autocomplete="country-name">', 'person'],
    ['a card number', '<input id="name" name="name" autocomplete="cc-number">', 'numbers'],
  ]) {
    test(`${what}: its part is fetched and no other`, async () => {
      await open(asking(control))
      await world.event('ready')
      await world.eventually('the part', async () => (await fetched()).length > 0)
      assert.deepEqual(await fetched(), [part])
    })
  }

  for (const [what, fault] of [
    ['missing', { path: PHONE, answer: status(404) }],
    ['altered', { path: PHONE, alter: oneByte }],
  ]) {
    test(`a part that is ${what} keeps the form closed, and is asked for again when the form is sent again`, async () => {
      const { email } = person()
      const phone = '020 7946 0958'
      await open(asking(TEL), fault)
      await world.type({ name: phone, email })
      await world.tick(0)
      await send()
      assert.equal((await world.event('error')).code, 'module-unavailable')
      assert.deepEqual(await world.seen('sent'), [])
      assert.equal(await world.run('return document.getElementById("name").value'), phone)
      assert.deepEqual(await world.run('return [...new FormData(document.forms[0])]'), [])
      world.proxy.breaks()
      await send()
      assert.equal((await sent()).fields.name, phone)
      await world.nothingLeaked({ phone, email })
    })
  }

  test('a form that is sent while a part is on its way waits for it, and is sent as if there had been no wait', async () => {
    const { email } = person()
    await open(asking(TEL), { path: PHONE, delay: 3000 })
    await world.tick(0)
    await world.put({ name: '+44 20 7946 0958', email })
    await send()
    assert.equal(await world.run('return document.forms[0].getAttribute("aria-busy")'), 'true')
    const { fields, values } = await sent()
    assert.deepEqual([fields.name, values.name], ['+44 20 7946 0958', '+442079460958'])
    assert.deepEqual(await world.seen('invalid'), [], 'it was seen before: nothing is asked again')
    await world.nothingLeaked({ email })
  })

  test('a control that comes late, of a kind that no other has, is checked before the form is sent', async () => {
    const { email } = person()
    await open(asking('<span id="place"></span>'), { path: PHONE, delay: 1500 })
    await world.tick(0)
    await world.put({ email })
    await world.run(`document.getElementById('place').outerHTML = arguments[0]; document.getElementById('name').value = '12'`, TEL)
    await send()
    const { fields } = await world.event('invalid')
    assert.deepEqual(
      fields.map(({ field, code, verdict }) => [field, code, verdict]),
      [['name', 'tel-short', 'error']],
    )
    assert.deepEqual(await world.seen('sealed'), [])
  })

  test('free text fetches what knows numbers only once it holds ten digits, and waits for it', async () => {
    const { email } = person()
    const number = cardNumber()
    await open(asking('<textarea id="name" name="name"></textarea>'), { path: NUMBERS, delay: 1500 })
    await world.tick(0)
    await world.put({ name: 'Table for 12, on the 24th', email })
    await send()
    await sent()
    assert.deepEqual(await fetched(), [])
    await open(asking('<textarea id="name" name="name"></textarea>'), { path: NUMBERS, delay: 1500 })
    await world.tick(0)
    await world.put({ name: `Please take ${number}`, email })
    await send()
    const { fields } = await world.event('invalid')
    assert.deepEqual(
      fields.map(({ field, code }) => [field, code]),
      [['name', 'scan-card']],
    )
    assert.deepEqual(await fetched(), ['numbers'])
    assert.deepEqual(await world.seen('sealed'), [])
    await world.nothingLeaked({ number })
  })
}
