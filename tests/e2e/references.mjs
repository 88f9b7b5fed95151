// Names that lead nowhere: an answer that would be lost stops the submission, and the developer reads why, in the page.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'

export function references(world) {
  const { visit, event, type, tick, find, run, seen } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const open = async () => {
    await visit('references.html')
    await event('ready')
  }
  const send = async () => (await find('send')).click()
  const check = () => run('return window.waxseal.check(document.forms[0])')
  const mends = () => run('return [...document.querySelectorAll(".waxseal-mend")].map(({ textContent }) => textContent)')
  const said = () => run('return window.said')
  const codes = ({ fields }) => fields.map(({ field, code, verdict }) => `${code} ${field} ${verdict}`).sort()
  /** Gives the control the name that the policy has for it. */
  const mend = () => run('document.getElementById("email").setAttribute("data-waxseal-field", "mail")')
  const opened = (sid) => world.site.opened().find((record) => record.sid === sid).fields

  test('a required field without a control stops the submission, and the page names the nearest control', async () => {
    const { email } = person()
    await open()
    await type({ email })
    await tick(0)
    const before = world.site.opened().length
    await send()
    assert.equal((await event('error')).code, 'field-missing')
    assert.match((await mends()).join('\n'), /field-missing: form `references`: policy field `mail` has no control; the form has `email`/)
    assert.ok(
      (await said()).some((line) => line.includes('field-missing')),
      'the console says it, too',
    )
    const sentence = await run('return document.querySelector(".waxseal-summary").innerText')
    assert.match(sentence, /cannot be sent safely at the moment/)
    assert.deepEqual(codes(await check()), [
      'channel-missing letter unsure',
      'clear-missing token unsure',
      'field-missing mail error',
      'field-unknown email unsure',
    ])
    assert.equal((await check()).ok, false)
    assert.deepEqual(await run('return [...new FormData(document.forms[0])]'), [], 'no other way out either')
    assert.equal(await run('return document.getElementById("email").value'), email, 'what was typed stays')
    assert.deepEqual(await seen('sent'), [])
    assert.equal(world.site.opened().length, before)
    await world.nothingLeaked({ email })
  })

  test('a step that leaves the page with something in it stops the submission', async () => {
    const { email, note } = person()
    await open()
    await mend()
    await type({ email, note })
    await tick(0)
    await run('document.getElementById("first").remove()')
    await send()
    assert.equal((await event('error')).code, 'field-gone')
    assert.match((await mends()).join('\n'), /field-gone: form `references`: the control of field `note` was filled in and has left the page/)
    assert.deepEqual(
      (await check()).fields.filter(({ code }) => code === 'field-gone'),
      [{ field: 'note', code: 'field-gone', verdict: 'error' }],
    )
    assert.deepEqual(await seen('sent'), [])
    await world.nothingLeaked({ email, note })
  })

  test('what comes back, or leaves with nothing in it, stops nobody', async () => {
    const { email, note } = person()
    await open()
    await mend()
    await type({ email, note })
    await tick(0)
    await run('window.step = document.getElementById("first"); window.step.remove()')
    await run('document.forms[0].prepend(window.step)')
    await run('document.getElementById("note").value = ""')
    await run('window.step.remove()')
    await send()
    const { sid } = await event('sent')
    assert.deepEqual(opened(sid), { mail: email })
    await world.nothingLeaked({ email })
  })

  test('a control that no field takes is told to the developer, and all else is sent', async () => {
    const { email, note, name } = person()
    await open()
    await mend()
    await run(`const make = (attributes) => {
        const control = document.createElement('input')
        for (const [name, value] of Object.entries(attributes)) control.setAttribute(name, value)
        document.forms[0].append(control)
      }
      make({ id: 'extra', name: 'notes' })
      make({ id: 'trap', name: 'trap', hidden: '' })
      make({ id: 'show', type: 'checkbox', 'data-waxseal-field': '' })`)
    await type({ email, note, extra: name })
    await tick(0)
    await send()
    const { sid } = await event('sent')
    assert.deepEqual(opened(sid), { mail: email, note })
    const mended = (await mends()).join('\n')
    assert.match(mended, /field-unknown: form `references`: control `notes` is no field of the policy and is not sent/)
    assert.match(mended, /clear-missing: form `references`: `clear` names `token`/)
    assert.doesNotMatch(mended, /trap|show|channel-missing/, 'what nobody sees may be meant so')
    assert.ok(
      (await said()).some((line) => /field-unknown.*`trap`/.test(line)),
      'the console says that, too',
    )
    assert.ok(!(await said()).some((line) => line.includes(name)), 'and never a value')
    await world.nothingLeaked({ email, note, name })
  })
}
