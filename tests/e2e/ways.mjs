// Every way a form can be sent ends in the database, sealed, and nowhere else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { hangUp, status } from './lib/proxy.mjs'
import { person } from './lib/canary.mjs'

const SUBMISSIONS = /\/submissions$/

const WAYS = {
  'a click': async ({ find }) => (await find('send')).click(),
  'Enter in a field': async ({ find }) => (await find('email')).sendKeys(Key.ENTER),
  'requestSubmit()': ({ run }) => run('document.forms[0].requestSubmit()'),
  'form.submit()': ({ run }) => run('document.forms[0].submit()'),
  "the prototype's submit()": ({ run }) => run('HTMLFormElement.prototype.submit.call(document.forms[0])'),
  'a multipart form.submit()': ({ run }) => run('document.forms[0].enctype = "multipart/form-data"; document.forms[0].submit()'),
  "new FormData(form), sent by the page's own script": ({ run }) =>
    run('const form = document.forms[0]; fetch(form.action, { method: "POST", body: new FormData(form) })'),
  "new FormData(form) in the page's own submit handler": async ({ run, find }) => {
    await run(`const form = document.forms[0]
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
      })`)
    await (await find('send')).click()
  },
}

/** These read the form in the very task: what a tick changed has to be signed by then. */
const AT_ONCE = /^(form\.submit|the prototype|a multipart|new FormData\(form\), sent)/

export function ways(world) {
  for (const [way, send] of Object.entries(WAYS)) {
    test(`${way} sends it sealed, once`, async () => {
      const { visit, type, tick, eventually, record, run, nothingLeaked, site } = world
      const { name, email } = person()
      await visit('signup.html')
      await type({ name, email })
      await tick(0)
      if (AT_ONCE.test(way)) await eventually('the signature', () => run('return new FormData(document.forms[0]).has("waxseal")'))
      await send(world)
      const { fields, consent } = await eventually('the record', () => record(name))
      assert.deepEqual(fields, { name, email })
      assert.deepEqual(
        consent.purposes.map(({ id, given, text }) => [id, given, text]),
        [['news', true, 'Send me the newsletter.']],
      )
      assert.equal(site.opened().filter((record) => record.fields.name === name).length, 1)
      await nothingLeaked({ name, email })
    })
  }

  test('a policy that the tag pins by its hash works as a signed one does', async () => {
    const { visit, type, tick, find, event, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('pinned.html')
    await type({ name, email })
    await tick(0)
    await (await find('send')).click()
    await event('sent')
    assert.deepEqual(record(name).fields, { name, email })
    await nothingLeaked({ name, email })
  })

  test('an answer that was lost is asked for again with the same bytes, and stored once', async () => {
    const { visit, type, tick, find, event, eventually, seen, proxy, site, nothingLeaked } = world
    const { name, email } = person()
    await visit('signup.html', { path: SUBMISSIONS, lose: true })
    await type({ name, email })
    await tick(0)
    await (await find('send')).click()
    const { code } = await event('error')
    assert.equal(code, 'receiver-unreachable')
    assert.equal(await (await find('name')).getAttribute('value'), name)
    proxy.breaks()
    await (await find('send')).click()
    const { sid, status } = await event('sent')
    assert.equal(status, 200)
    assert.deepEqual(new Set((await seen('sealed')).map((event) => event.sid)), new Set([sid]))
    await eventually('one record', () => site.opened().filter((record) => record.sid === sid).length === 1)
    await nothingLeaked({ name, email })
  })

  for (const [name, answer, code] of [
    ['answers 503', status(503), 'receiver-unreachable'],
    ['hangs up', hangUp, 'receiver-unreachable'],
  ]) {
    test(`a receiver that ${name} loses nothing: the form keeps its values and is sent later`, async () => {
      const { visit, type, tick, find, event, run, proxy, record, nothingLeaked } = world
      const { name, email } = person()
      await visit('signup.html', { path: SUBMISSIONS, answer })
      await type({ name, email })
      await tick(0)
      await (await find('send')).click()
      assert.equal((await event('error')).code, code)
      assert.match(await run('return document.body.innerText'), /What you typed is still here/)
      assert.deepEqual(await run('return ["name", "email"].map((id) => document.getElementById(id).value)'), [name, email])
      assert.equal(record(name), undefined)
      proxy.breaks()
      await (await find('send')).click()
      await event('sent')
      assert.deepEqual(record(name).fields, { name, email })
      await nothingLeaked({ name, email })
    })
  }

  test('a form that leaves the page while it is being sent still leads where the policy says', async () => {
    const { visit, type, tick, find, run, event, eventually, site, nothingLeaked } = world
    const { email } = person()
    await visit('leads.html', { path: SUBMISSIONS, delay: 1500 })
    await type({ email })
    await tick(0)
    await (await find('send')).click()
    const { sid } = await event('sealed')
    await run('document.forms[0].remove()')
    await eventually('the page that follows', () => run('return location.pathname === "/next.html"'))
    assert.equal(site.opened().find((record) => record.sid === sid).fields.email, email)
    await nothingLeaked({ email })
  })

  test('three teams: each part opens for its team, whatever the kind of its key', async () => {
    const { visit, type, tick, find, event, seen, site, nothingLeaked } = world
    const { name, email, phone } = person()
    await visit('teams.html')
    // A field is there once something that needs it is ticked.
    await tick(0, 1, 2)
    await type({ name, email, phone })
    await (await find('send')).click()
    const { sid } = await event('sent')
    const { fields } = site.opened().find((record) => record.sid === sid)
    assert.deepEqual(fields, { name, email, phone })
    assert.deepEqual(await seen('violation'), [], 'the strict Content-Security-Policy is enough')
    await nothingLeaked({ name, email, phone })
  })
}
