// Forms that are made with something else, each with a sender of its own that would send what was typed in clear. With the
// tag, and nothing else, nobody's typing is lost, the page's rules hold, and one sealed submission arrives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { By, Key } from 'selenium-webdriver'
import { person } from './lib/canary.mjs'

/** In mode `send`, where Waxseal sends in place of the page. */
const SEND = {
  react: 'React 19, a setter for each field',
  'react-shared': 'React 19, one handler that goes by names',
  formik: 'Formik without ids',
  'react-hook-form': 'react-hook-form whose button waits for isValid',
  vue: 'Vue 3',
  svelte: 'Svelte 5',
  alpine: 'Alpine',
  stimulus: 'Stimulus',
  htmx: 'htmx 2',
  turbo: 'Turbo 8',
  jquery: "jQuery, with senders on submit and on the button's click",
  'jquery-validation': 'jQuery Validation',
  'just-validate': 'just-validate',
  parsley: 'Parsley',
}

/** In mode `post`, where the page's own script sends what the form serialises to. */
const POST = {
  'jquery-post': 'jQuery serialize()',
  'fetch-post': 'fetch with FormData',
  'htmx-post': 'htmx 2',
  'turbo-post': 'Turbo 8, whose frame takes the form away,',
}

export function frameworks(world) {
  const field = (place) => world.driver.findElement(By.css(`form label:nth-of-type(${place}) input, form input:nth-of-type(${place}):not([type=hidden])`))
  const button = () => world.driver.findElement(By.css('form button'))
  /** How many letters the framework itself has heard of; null where the page does not count. */
  const heard = () => world.run('const count = document.querySelector("output")?.textContent; return count ? Number(count) : null')
  const receipt = () => world.run('return !!shadowOf(document.querySelector(".waxseal-receipt"))')
  const submissions = () => world.proxy.traffic().toString('latin1').split('POST /v1/forms/signup/submissions').length - 1

  for (const [page, title] of Object.entries(SEND)) {
    test(`${title}: typed, checked and sealed once, and the page's own sender sends nothing`, async () => {
      const { visit, event, tick, eventually, record, run, stand, backEnd, seen, nothingLeaked } = world
      const { name, email } = person()
      const before = backEnd.posts.length
      await visit(`frameworks/${page}.html`)
      await event('ready')
      await (await field(2)).sendKeys(email)
      await (await field(1)).sendKeys('Al')
      await tick(0)
      // Two letters are too few, by the page's own rule, whoever keeps it.
      if (await (await button()).isEnabled()) await (await button()).click()
      await new Promise((later) => setTimeout(later, 300))
      assert.equal(submissions(), 0, 'a rule of the page did not hold')
      await (await field(1)).sendKeys(Key.BACK_SPACE, Key.BACK_SPACE, name)
      const letters = await heard()
      if (letters !== null) assert.equal(letters, name.length + email.length, 'the framework did not hear what was typed')
      await eventually('the button', async () => (await button()).isEnabled())
      await stand()
      await (await button()).click()
      await event('sent')
      assert.deepEqual((await eventually('the record', () => record(name))).fields, { name, email })
      assert.equal(submissions(), 1)
      assert.deepEqual(backEnd.posts.slice(before), [])
      assert.match(await run('return document.body.innerText'), /Thank you, we have it\./)
      await eventually('the receipt', receipt)
      assert.deepEqual(
        (await seen('error')).map(({ code }) => code),
        [],
      )
      await nothingLeaked({ name, email })
      await run('sessionStorage.clear()')
    })
  }

  for (const [page, title] of Object.entries(POST)) {
    test(`${title} in mode post: the page's own script sends the envelope`, async () => {
      const { visit, event, type, find, tick, eventually, backEnd, site, run, nothingLeaked } = world
      const { name, email } = person()
      await visit(`frameworks/${page}.html`)
      await event('ready')
      await type({ name, email })
      await tick(0)
      const before = backEnd.posts.length
      await (await find('send')).click()
      const [post] = await eventually('a form post', () => backEnd.posts.length > before && backEnd.posts.slice(before))
      const fields = Object.fromEntries(post.fields)
      assert.deepEqual(Object.keys(fields).sort(), ['csrf', 'waxseal'])
      assert.deepEqual(site.open(fields.waxseal).fields, { name, email })
      await eventually('the answer', () => run('return document.querySelector("output").textContent === "done"'))
      await eventually('the receipt', receipt)
      assert.equal(backEnd.posts.length, before + 1)
      await nothingLeaked({ name, email })
      await run('sessionStorage.clear()')
    })
  }

  test('React 19 hydrates a form after the consent was drawn and something was typed: what was typed is in the new form, and is sealed', async () => {
    const { visit, event, seen, run, eventually, tick, stand, record, nothingLeaked } = world
    const { name, email } = person()
    await visit('frameworks/react-hydrated.html')
    await event('ready')
    await (await field(1)).sendKeys(name)
    await (await field(2)).sendKeys(email)
    await run('window.first = document.forms[0]')
    await (await world.driver.findElement(By.css('[type=checkbox]'))).click()
    await run('document.querySelector("select").options[1].selected = true')
    await run('hydrate()')
    await eventually('another form', () => run('return document.forms[0] && document.forms[0] !== first'))
    const values = 'return [...document.querySelectorAll("form input:not([type=checkbox]), form select")].map(({ value }) => value)'
    await eventually('what was typed', async () => (await run(values)).join() === [name, email, 'Large'].join())
    assert.equal(await run('return document.querySelector("[type=checkbox]").checked'), true)
    await tick(0)
    await stand()
    await (await button()).click()
    await event('sent')
    assert.deepEqual((await eventually('the record', () => record(name))).fields, { name, email })
    assert.deepEqual(
      (await seen('error')).map(({ code }) => code),
      [],
    )
    await nothingLeaked({ name, email })
    await run('sessionStorage.clear()')
  })
}
