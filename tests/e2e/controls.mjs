// The entry list as the HTML Standard builds it, and back ends that know only form POSTs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'

export function controls(world) {
  test('every kind of control is sealed as a browser would have sent it', async () => {
    const { visit, type, tick, find, run, event, site, nothingLeaked } = world
    const { name, note, phone, email } = person()
    const birthday = '1931-07-19'
    await visit('controls.html')
    await type({ name, note, phone, nameless: email })
    // As autofill does: no key is pressed.
    await run('document.getElementById("birthday").value = arguments[0]', birthday)
    await run('document.getElementById("note").value += "\\r\\nsecond line"')
    for (const id of ['medium', 'gift', 'bees']) await (await find(id)).click()
    await tick(0)
    await (await find('send')).click()
    const { sid } = await event('sent')
    const { fields } = site.opened().find((record) => record.sid === sid)
    assert.deepEqual(fields, {
      name,
      nameless: email,
      campaign: 'autumn',
      size: 'M',
      gift: 'on',
      topics: ['bees', 'trees'],
      country: 'DE',
      languages: ['en', 'de'],
      birthday,
      note: `${note}\nsecond line`,
      phone,
      plan: 'pro',
    })
    await nothingLeaked({ name, note, phone, email, birthday })
  })

  const POSTS = {
    'a click': { id: 'send', path: '/back-end/subscribe', plan: 'free' },
    'a click on a button with its own address and encoding': { id: 'other', path: '/back-end/pro', plan: 'pro' },
    'form.submit()': { path: '/back-end/subscribe' },
  }
  for (const [way, { id, path, plan }] of Object.entries(POSTS)) {
    test(`mode post, by ${way}: the back end gets the envelope and the listed field, nothing else`, async () => {
      const { visit, type, tick, find, run, eventually, backEnd, site, nothingLeaked, driver } = world
      const { name, email } = person()
      await visit('post.html')
      await type({ name, email })
      await tick(0)
      const before = backEnd.posts.length
      if (id) await (await find(id)).click()
      else await run('document.forms[0].submit()')
      await eventually('the post', () => backEnd.posts.length > before)
      await eventually('the answer', async () => (await driver.getTitle()) === 'Thank you')
      const post = backEnd.posts.at(-1)
      assert.equal(backEnd.posts.length, before + 1)
      assert.equal(post.method, 'POST')
      assert.equal(post.path, path)
      const { waxseal, ...others } = Object.fromEntries(post.fields)
      assert.equal(post.fields.length, 2)
      assert.deepEqual(others, { csrf: 'token-7' })
      assert.deepEqual(site.open(waxseal).fields, { name, email, ...(plan && { plan }) })
      await nothingLeaked({ name, email })
    })
  }

  test('a form that comes after the page has loaded is protected too', async () => {
    const { visit, type, tick, find, run, event, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('late.html')
    await run(`const make = (tag, attributes) => Object.assign(document.createElement(tag), attributes)
      const form = make('form', { action: '/v1/forms/signup/submissions', method: 'post' })
      form.append(make('input', { id: 'name', name: 'name' }), make('input', { id: 'email', name: 'email', type: 'email' }))
      form.append(make('button', { id: 'send', textContent: 'Send' }))
      document.querySelector('.newsletter').append(form)`)
    await type({ name, email })
    await tick(0)
    await (await find('send')).click()
    await event('sent')
    assert.deepEqual(record(name).fields, { name, email })
    await nothingLeaked({ name, email })
  })
}
