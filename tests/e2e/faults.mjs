// Fail closed: whatever is missing, altered or expired, nothing personal leaves, what was typed stays, and both the
// person and the developer are told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'
import { hangUp, oneByte, status } from './lib/proxy.mjs'

const WASM = /^\/waxseal-core\.wasm/
const GLUE = /^\/waxseal-core\.js/
const CHECKS = /^\/waxseal-fields\.wasm/
const CHECKS_GLUE = /^\/waxseal-fields\.js/
const POLICY = /^\/waxseal\.json/

const FAULTS = [
  ['the module is missing', 'signup.html', 'module-unavailable', { path: WASM, answer: status(404) }],
  ['the module is altered', 'signup.html', 'module-unavailable', { path: WASM, alter: oneByte }],
  ['the glue is missing', 'signup.html', 'module-unavailable', { path: GLUE, answer: status(404) }],
  ['the glue is altered', 'signup.html', 'module-unavailable', { path: GLUE, alter: (body) => Buffer.concat([body, Buffer.from('\n;alert(1)')]) }],
  ['the server hangs up on the module', 'signup.html', 'module-unavailable', { path: WASM, answer: hangUp }],
  ['the checks are missing', 'signup.html', 'module-unavailable', { path: CHECKS, answer: status(404) }],
  ['the checks are altered', 'signup.html', 'module-unavailable', { path: CHECKS, alter: oneByte }],
  ['the glue of the checks is missing', 'signup.html', 'module-unavailable', { path: CHECKS_GLUE, answer: status(404) }],
  [
    'the glue of the checks is altered',
    'signup.html',
    'module-unavailable',
    { path: CHECKS_GLUE, alter: (body) => Buffer.concat([body, Buffer.from('\n;alert(1)')]) },
  ],
  ['the policy is missing', 'signup.html', 'policy-unavailable', { path: POLICY, answer: status(404) }],
  ['the server hangs up on the policy', 'signup.html', 'policy-unavailable', { path: POLICY, answer: hangUp }],
  ['the policy is altered', 'signup.html', 'policy-altered', { path: POLICY, alter: swapRecipient }],
  ['the policy is not JSON', 'signup.html', 'policy-malformed', { path: POLICY, alter: () => Buffer.from('<!doctype html>') }],
  ['the root is another', 'wrong-root.html', 'root-mismatch'],
  ['the tag names no root', 'no-root.html', 'root-missing'],
  ['the signature has expired', 'expired.html', 'policy-expired'],
  ['the signature was taken away', 'unsigned-with-root.html', 'policy-unsigned'],
  ['the pinned hash is another', 'wrong-pin.html', 'policy-altered'],
  ["the Content-Security-Policy lacks 'wasm-unsafe-eval'", 'no-wasm.html', 'wasm-blocked'],
]

/** The same signature around another payload: keys of an attacker. */
function swapRecipient(body) {
  const jws = JSON.parse(body)
  const policy = JSON.parse(Buffer.from(jws.payload, 'base64url'))
  policy.recipients[0].name = 'Somebody else'
  return Buffer.from(JSON.stringify({ ...jws, payload: Buffer.from(JSON.stringify(policy)).toString('base64url') }))
}

export function faults(world) {
  for (const [what, page, code, ...broken] of FAULTS) {
    test(`${what}: nothing leaves, the form keeps its values`, async () => {
      const { visit, type, find, event, run, site, nothingLeaked, eventually } = world
      const { name, email } = person()
      const before = site.opened().length
      await visit(page, ...broken)
      await type({ name, email })
      await (await find('send')).click()
      assert.equal((await event('error')).code, code)
      const notice = () => run('return document.querySelector("[data-waxseal-notice]")?.innerText')
      assert.match(await eventually('the sentence', notice), /Nothing has been sent, and what you typed is still here/)
      assert.ok((await run('return window.said.join("\\n")')).includes(code), 'the console names the cause')
      assert.deepEqual(await run('return [...new FormData(document.forms[0])]'), [])
      await run('document.forms[0].requestSubmit()')
      await run('document.forms[0].submit()')
      await new Promise((later) => setTimeout(later, 300))
      assert.deepEqual(await run('return ["name", "email"].map((id) => document.getElementById(id).value)'), [name, email])
      // Even a script that goes around everything sends a form with nothing in it.
      await run('HTMLFormElement.prototype.submit.call(document.forms[0])')
      await run('document.body.append(document.createElement("iframe")); frames[0].HTMLFormElement.prototype.submit.call(document.forms[0])')
      await eventually('the empty post', () => run('return location.pathname.startsWith("/v1/")'))
      assert.equal(site.opened().length, before)
      await nothingLeaked({ name, email })
    })
  }

  test('a form that is sent before the module is there waits, and then asks for consent', async () => {
    const { visit, type, tick, find, run, event, seen, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('signup.html', { path: WASM, delay: 2500 })
    await type({ name, email })
    await (await find('send')).click()
    assert.equal(await run('return document.forms[0].getAttribute("aria-busy")'), 'true')
    assert.equal((await event('error')).code, 'nothing-to-send')
    assert.deepEqual((await seen('error')).length, 1)
    await tick(0)
    await (await find('send')).click()
    await event('sent')
    assert.deepEqual(record(name).fields, { name, email })
    await nothingLeaked({ name, email })
  })

  test('a module that failed to load is asked for again when the form is sent again', async () => {
    const { visit, type, tick, find, event, proxy, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('signup.html', { path: WASM, answer: status(503) })
    await type({ name, email })
    await (await find('send')).click()
    assert.equal((await event('error')).code, 'module-unavailable')
    proxy.breaks()
    await (await find('send')).click()
    await tick(0)
    await (await find('send')).click()
    await event('sent')
    assert.deepEqual(record(name).fields, { name, email })
    await nothingLeaked({ name, email })
  })
}
