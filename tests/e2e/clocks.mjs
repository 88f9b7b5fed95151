// A clock that is wrong: a form that takes fresh submissions only says so in the person's language, and takes the next try.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'

/** The page's clock stands 40 days back until the page says `setClock()`. */
const BACK = `{
  const Real = Date
  let behind = 40 * 24 * 60 * 60 * 1000
  globalThis.setClock = () => { behind = 0 }
  globalThis.Date = class extends Real {
    constructor(...args) {
      super(...(args.length > 0 ? args : [Real.now() - behind]))
    }
    static now() {
      return Real.now() - behind
    }
  }
}
`

const SENTENCES = {
  en: 'The clock of this device is wrong. Set the date and time, then send the form again. What you typed is still here.',
  de: 'Die Uhr dieses Geräts geht falsch. Stellen Sie Datum und Uhrzeit ein und senden Sie noch einmal. Ihre Eingaben sind noch da.',
}

/** The sign-up page in a language, its form that which takes fresh submissions only. */
const fresh = (page, lang) => page.replace('lang="en"', `lang="${lang}"`).replace('data-waxseal="signup"', 'data-waxseal="fresh"')

export function clocks(world) {
  for (const [lang, sentence] of Object.entries(SENTENCES)) {
    test(`a form that takes fresh submissions only asks to set the clock (${lang}), and is sent once it is set`, async () => {
      const { visit, type, tick, find, run, event, seen, site, record, eventually, nothingLeaked } = world
      const { name, email } = person()
      const before = site.opened().length
      await visit(
        'signup.html',
        { path: /^\/observe\.js/, alter: (body) => Buffer.concat([Buffer.from(BACK), body]) },
        { path: /^\/signup\.html/, alter: (body) => Buffer.from(fresh(String(body), lang)) },
      )
      await event('ready')
      await type({ name, email })
      await tick(0)
      await (await find('send')).click()
      assert.equal((await event('error')).code, 'wrong-time')
      await eventually('the sentence', () => run('return document.body.innerText.includes(arguments[0])', sentence))
      assert.deepEqual(await run('return ["name", "email"].map((id) => document.getElementById(id).value)'), [name, email])
      assert.deepEqual(await seen('sent'), [])
      assert.equal(site.opened().length, before)

      await run('setClock()')
      await (await find('send')).click()
      await event('sent')
      assert.deepEqual(record(name).fields, { name, email })
      await nothingLeaked({ name, email })
    })
  }
}
