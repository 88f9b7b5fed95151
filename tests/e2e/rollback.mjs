// Which policy a page takes: not an older one than it names or this browser has taken before, and no pin that the browser would ignore.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'

export function rollback(world) {
  const { run, find, type, tick, event, visit, seen, nothingLeaked } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  /** In place of the policy, one of revision 2 that the same root has signed. */
  const older = async () => {
    const body = await fetch(`http://127.0.0.1:${world.site.port}/older.json`).then((answer) => answer.text())
    return {
      path: /^\/waxseal\.json/,
      answer: (_, response) => response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body),
    }
  }
  const closed = async (code) => {
    const { name, email } = person()
    await type({ name, email })
    await (await find('send')).click()
    assert.equal((await event('error')).code, code)
    assert.deepEqual(await seen('sealed'), [])
    await nothingLeaked({ name, email })
  }

  test('a signed policy that is older than the one this browser took is not taken, on the next visit or after the page was changed', async () => {
    await visit('signup.html')
    await event('ready')
    await visit('signup.html', await older())
    await closed('policy-rolled-back')
    await visit('signup.html')
    await event('ready')
  })

  test('a browser that has not been here before takes the older policy, and then the newer one', async () => {
    await visit('signup.html')
    // Not before the page has kept what it took.
    await event('ready')
    await run('localStorage.clear()')
    await visit('signup.html', await older())
    await event('ready')
    await visit('signup.html')
    await event('ready')
    assert.deepEqual(await run('return Object.values(localStorage)'), ['3'])
  })

  test('the page names the lowest revision that it takes', async () => {
    await visit('min-3.html')
    await event('ready')
    for (const page of ['min-4.html', 'min-words.html']) {
      await visit(page)
      await closed('policy-rolled-back')
    }
  })

  test('a browser that keeps nothing takes the policy all the same, and the page’s own floor still holds', async () => {
    const none = `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })\n`
    const denied = { path: /^\/observe\.js/, alter: (body) => Buffer.concat([Buffer.from(none), body]) }
    await visit('signup.html', denied)
    await event('ready')
    await tick(0)
    const { name, email } = person()
    await type({ name, email })
    await (await find('send')).click()
    await event('sent')
    await visit('min-4.html', denied)
    await type({ name, email })
    await (await find('send')).click()
    assert.equal((await event('error')).code, 'policy-rolled-back')
  })

  test('a pin in capitals, which browsers ignore, is refused', async () => {
    await visit('capital-pin.html')
    await closed('pin-malformed')
  })
}
