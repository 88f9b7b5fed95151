// The five minutes of the README: `init`, two lines pasted into a page, `serve`, `export | open`.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dist } from '../../scripts/lib/project.mjs'
import { person } from './lib/canary.mjs'
import { startProxy } from './lib/proxy.mjs'
import { startReceiver, waxseal } from './lib/receiver.mjs'
import { helpers } from './lib/world.mjs'

/** What a page needs beside itself: README.md says the same with a pattern. */
const SHIPPED = ['waxseal.js', ...readdirSync(dist).filter((name) => name.startsWith('waxseal-'))]

export function tutorial(world) {
  test('the two lines that init prints are all that a page needs', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'waxseal-tutorial-'))
    const [script, form] = waxseal(dir, ['init', '--yes', '--no-passphrase', '--dir', 'keys']).trim().split('\n')
    mkdirSync(join(dir, 'site'))
    for (const name of SHIPPED) cpSync(join(dist, name), join(dir, 'site', name), { recursive: true })
    cpSync(join(dir, 'keys/waxseal.signed.json'), join(dir, 'site/waxseal.signed.json'))
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mine</title>${script}</head><body>${form}
      <label>Name <input id="name" name="name"></label> <label>E-mail <input id="email" name="email" type="email"></label>
      <button id="send">Sign up</button></form></body></html>`
    writeFileSync(join(dir, 'site/index.html'), page)

    const site = await world.start(startReceiver(dir, { policy: 'keys/waxseal.signed.json', www: 'site', keys: ['keys/waxseal.key'] }))
    const proxy = await world.start(startProxy({ '': site.port }))
    const { visit, type, tick, find, run, eventually, record, nothingLeaked } = helpers(world.engine, world.driver, site, proxy)
    const { name, email } = person()
    await visit('')
    await type({ name, email })
    await tick(0)
    await (await find('send')).click()
    await eventually('the thanks', () => run('return document.querySelector(".waxseal-after")?.innerText'))
    assert.deepEqual(record(name).fields, { name, email })
    await nothingLeaked({ name, email })
  })
}
