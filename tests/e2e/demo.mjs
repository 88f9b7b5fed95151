// The demo as `npm start` serves it: a stranger signs up, the owner opens.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { before, describe, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { person } from './lib/canary.mjs'
import { startDemo } from './lib/demo-site.mjs'
import { startProxy } from './lib/proxy.mjs'
import { helpers } from './lib/world.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDE = { width: 1280, height: 1400 }
const PHONE = { width: 390, height: 844 }

export function demo(world) {
  describe('the demo', () => {
    const here = {}
    before(async () => {
      const site = await world.start(startDemo())
      const proxy = await world.start(startProxy({ '': site.port }))
      Object.assign(here, helpers(world.engine, world.driver, site, proxy))
    })

    const opened = (name) => here.site.opened().find(({ fields }) => fields['first-name'] === name)
    const thanks = () => here.eventually('the thanks', () => here.run('return document.querySelector(".waxseal-after")?.innerText'))

    test('a sign-up with name and e-mail ends in the database; export and open print both', async () => {
      const { visit, driver, type, tick, run, screenshot, nothingLeaked } = here
      const { name, email } = person()
      await driver.manage().window().setRect(WIDE)
      await visit('')
      await screenshot('demo-wide')
      await type({ 'first-name': name, email })
      await tick(0)
      await screenshot('demo-filled')
      await run('document.querySelector("form button[type=submit]").scrollIntoView({ block: "center" })')
      await (await driver.findElement({ css: 'form button[type=submit]' })).click()
      assert.match(await thanks(), /Thank you/)
      assert.deepEqual(opened(name).fields, { 'first-name': name, email })
      await nothingLeaked({ name, email })
      await here.eventually('the panel', () => run('return !document.getElementById("kept").hidden'))
      await screenshot('demo-sent')
    })

    test('on the wire the record stands once, and each part costs what its key does', async () => {
      const { visit, type, tick, run } = here
      const rows = [
        [[0], 1, 6_500],
        [[0, 1], 2, 9_000],
        [[0, 1, 2], 3, 11_500],
      ]
      for (const [ticks, parts, most] of rows) {
        const { name, email } = person()
        await visit('')
        await run("addEventListener('waxseal:sealed', ({ detail }) => (window.sealed = detail))")
        await type({ 'first-name': name, email })
        await tick(...ticks)
        // Asked for by the third.
        if (parts === 3) await type({ mobile: '0151 23456789' })
        await type({ email: Key.ENTER })
        await thanks()
        const sealed = await run('return window.sealed')
        assert.equal(sealed.parts, parts)
        assert.ok(sealed.bytes <= most, `${sealed.bytes} bytes in ${parts} parts`)
      }
    })

    test('on a phone it fits', async () => {
      const { visit, driver, tick, run, screenshot } = here
      await driver.manage().window().setRect(PHONE)
      await visit('')
      await tick()
      await screenshot('demo-phone')
      assert.ok((await run('return document.documentElement.scrollWidth - document.documentElement.clientWidth')) <= 0, 'nothing to scroll sideways')
      await driver.manage().window().setRect(WIDE)
    })

    test('the keyboard alone is enough', async () => {
      const { visit, tick, run, nothingLeaked } = here
      const { name, email } = person()
      await visit('')
      await tick()
      const focused = () =>
        run(`let at = document.activeElement; while (at && shadowOf(at)?.activeElement) at = shadowOf(at).activeElement
        return at && [at.localName, at.type, at.getAttribute('data-waxseal-field')].join(' ')`)
      /** Tabs on until the focus is on what matches, as a person does who looks for it. */
      const reach = async (what) => {
        for (let presses = 0; presses < 40; presses += 1) {
          if (what.test(await focused())) return
          await here.keys(Key.TAB)
        }
        assert.fail(`${what} cannot be reached with Tab`)
      }
      await reach(/ first-name$/)
      await here.keys(name)
      await reach(/ email$/)
      await here.keys(email)
      await reach(/^input checkbox/)
      await here.keys(' ')
      await reach(/^button submit/)
      await here.keys(Key.ENTER)
      assert.match(await thanks(), /Thank you/)
      assert.match(await run('return document.activeElement.className'), /waxseal-after/, 'the focus is on the answer')
      assert.deepEqual(opened(name).fields, { 'first-name': name, email })
      await nothingLeaked({ name, email })
    })

    test('the form as a plain post, answered with a page', async () => {
      const { visit, driver, type, tick, eventually, nothingLeaked } = here
      const { name, email } = person()
      await visit('post.html')
      await type({ 'first-name': name, email })
      await tick(0)
      await (await driver.findElement({ css: 'form button[type=submit]' })).click()
      await eventually('the thanks page', async () => (await driver.getCurrentUrl()).endsWith('/thanks.html'))
      assert.deepEqual(opened(name).fields, { 'first-name': name, email })
      await nothingLeaked({ name, email })
    })

    test('axe finds nothing to mend, neither before nor with messages shown', async () => {
      const { visit, driver, tick, eventually, run, stand } = here
      await visit('')
      await tick()
      const violations = async () => {
        await stand()
        await run(axe)
        return driver.executeAsyncScript(`const done = arguments[arguments.length - 1]
          const words = ({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')
          axe.run().then(({ violations }) => done(violations.map(words)), (error) => done([String(error)]))`)
      }
      assert.deepEqual(await violations(), [])
      await (await driver.findElement({ css: 'form button[type=submit]' })).click()
      await eventually('the summary', () => run('return document.querySelector(".waxseal-summary")'))
      assert.deepEqual(await violations(), [])
    })
  })
}
