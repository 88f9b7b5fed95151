// Consent is a person's act: no script can give it, and what it does not cover is not sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'

export function consent(world) {
  test('a box that a script ticks stays unticked, and nothing is sent', async () => {
    const { visit, type, event, find, run, seen, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('signup.html')
    await type({ name, email })
    await event('ready')
    const box = `const box = shadowOf(document.querySelector('waxseal-consent')).querySelector('input');`
    for (const act of [
      'box.click()',
      'box.closest("label").click()',
      'box.checked = true; box.dispatchEvent(new Event("change", { bubbles: true }))',
      'box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))',
    ]) {
      await run(box + act)
      await (await find('send')).click()
      assert.equal((await event('error')).code, 'nothing-to-send', act)
      assert.equal(await run(`${box} return box.checked`), false, act)
    }
    assert.deepEqual(await seen('sealed'), [])
    assert.equal(record(name), undefined)
    await nothingLeaked({ name, email })
  })

  test('fields of a refused purpose are neither sealed nor sent', async () => {
    const { visit, type, tick, find, event, eventually, run, site, nothingLeaked } = world
    const { name, email, phone } = person()
    await visit('teams.html')
    await tick(0, 1, 2)
    await type({ name, email, phone })
    // Taken back before sending: what was typed for it stays where it is.
    for (const [box, field] of [
      [1, 'name'],
      [2, 'phone'],
    ]) {
      await tick(box)
      // The boxes move up as the field goes.
      await eventually(`${field} is gone`, () => run('return !document.getElementById(arguments[0]).offsetParent', field))
    }
    await (await find('send')).click()
    const { sid, parts } = { ...(await event('sealed')), ...(await event('sent')) }
    assert.equal(parts, 1)
    const { fields, consent } = site.opened().find((record) => record.sid === sid)
    assert.deepEqual(fields, { email })
    assert.deepEqual(Object.fromEntries(consent.purposes.map(({ id, given }) => [id, given])), { news: true, invoice: false, offers: false })
    await nothingLeaked({ name, email, phone })
  })

  test('a missing answer is named beside the field and in a summary, and mended while typing', async () => {
    const { visit, type, tick, find, event, run, eventually, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('signup.html')
    await type({ name })
    await tick(0)
    await (await find('send')).click()
    assert.deepEqual(
      (await event('invalid')).fields.map(({ field }) => field),
      ['email'],
    )
    assert.match(await run('return document.activeElement.innerText'), /There is a problem/)
    await type({ email })
    await eventually('the message goes', () => run('return !document.querySelector(".waxseal-message")'))
    await (await find('send')).click()
    await event('sent')
    assert.deepEqual(record(name).fields, { name, email })
    await nothingLeaked({ name, email })
  })
}
