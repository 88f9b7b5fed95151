// A person signs up through an application, in the language of its page, with an answer that needs a table of its own.
import assert from 'node:assert/strict'
import { findings, person } from '../../e2e/lib/canary.mjs'

const NUMBER = '0151 23456789'

/** Fills the page at `path` in, sends, opens what arrived. `bytes` says how the module comes: as a `file`, or as a `module`. */
export async function signsUp(world, path, { bytes, patience = 0 }) {
  const { visit, event, eventually, type, tick, stand, find, record, proxy, site, seen } = world
  const { name, email } = person()
  await visit(path)
  // A development server compiles at the first request.
  if (patience) await new Promise((later) => setTimeout(later, patience))
  await event('ready')
  await type({ name, email, phone: NUMBER })
  await tick(0)
  await stand()
  await (await find('send')).click()
  await event('sent')
  const { fields, values, consent } = await eventually('the record', () => record(name))
  assert.deepEqual(fields, { name, email, phone: NUMBER })
  // The number's machine value is known by the German table alone; the sentence, by the German texts.
  assert.equal(values.phone, '+4915123456789')
  assert.equal(consent.lang, 'de')
  const traffic = proxy.traffic().toString('latin1')
  const fetched = [...traffic.matchAll(/^GET (\S+?\.wasm\S*) HTTP/gm)].map(([, path]) => path)
  const typed = [...traffic.matchAll(/^content-type: application\/wasm/gim)]
  assert.equal(new Set(fetched).size, fetched.length, `fetched twice: ${fetched.join(' ')}`)
  if (bytes === 'file') assert.ok(fetched.length >= 2, 'the modules were not fetched')
  else assert.deepEqual(fetched, [])
  assert.equal(typed.length, fetched.length, 'not application/wasm')
  assert.deepEqual(await seen('error'), [])
  assert.deepEqual(findings([name, email], { 'what passed': proxy.traffic(), 'the database': site.database(), 'the log': site.log() }), [])
}
