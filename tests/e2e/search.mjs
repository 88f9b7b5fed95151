// The search itself: what does leak, it finds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coats, findings, person } from './lib/canary.mjs'
import { requested } from './lib/world.mjs'

export function search(world) {
  test('a form without Waxseal is caught', async () => {
    const { visit, type, find, eventually, backEnd, proxy } = world
    const { name, email } = person()
    await visit('plain.html')
    await type({ name, email })
    const before = backEnd.posts.length
    await (await find('send')).click()
    await eventually('the post', () => backEnd.posts.length > before)
    const found = findings([name, email], { traffic: proxy.traffic() })
    if (world.engine === 'chromium') {
      const log = (await world.driver.manage().logs().get('performance')).map(({ message }) => message).join('\n')
      assert.ok(requested(log).includes(`${proxy.origin}/back-end/subscribe`), 'the network log is read')
    }
    for (const value of [name, email])
      assert.ok(
        found.some((line) => line.includes(JSON.stringify(value))),
        value,
      )
  })

  test('a value is found in every coat, wherever it begins', () => {
    const { note, email } = person()
    for (const value of [note, email]) {
      for (const before of ['', 'a', 'ab']) {
        const around = `${before}${value}!!`
        for (const bytes of [
          Buffer.from(around),
          Buffer.from(around, 'utf16le'),
          Buffer.from(around.toUpperCase()),
          Buffer.from(encodeURIComponent(around)),
          Buffer.from(new URLSearchParams({ q: around }).toString()),
          Buffer.from(JSON.stringify({ q: around })),
          Buffer.from(Buffer.from(around).toString('base64')),
          Buffer.from(Buffer.from(around).toString('base64url')),
          Buffer.from(Buffer.from(around, 'utf16le').toString('base64')),
          Buffer.from(Buffer.from(around).toString('hex').toUpperCase()),
        ]) {
          // Upper case changes letters beyond ASCII, which the search compares as bytes.
          if (bytes.equals(Buffer.from(around.toUpperCase())) && !/^[\x20-\x7e]*$/.test(value)) continue
          assert.notDeepEqual(findings([value], { bytes }), [], bytes.toString('latin1'))
        }
      }
    }
    assert.deepEqual(findings([note], { bytes: Buffer.from(email) }), [])
    assert.ok(
      coats(email).every((coat) => coat.length >= 12),
      'nothing so short that it is found by chance',
    )
  })
}
