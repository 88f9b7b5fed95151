// The five minutes of the README, to the letter: its commands, its form, and what `init` prints for it.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { By } from 'selenium-webdriver'
import { dist, root } from '../../scripts/lib/project.mjs'
import { person } from './lib/canary.mjs'
import { startProxy } from './lib/proxy.mjs'
import { startReceiver, waxseal } from './lib/receiver.mjs'
import { helpers } from './lib/world.mjs'

/** What a page needs beside itself: README.md says the same with a pattern. */
const SHIPPED = readdirSync(dist).filter((name) => name.startsWith('waxseal'))

export function tutorial(world) {
  test('what init prints is all that a page needs, and what the README shows', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'waxseal-tutorial-'))
    const printed = waxseal(dir, ['init', '--yes', '--no-passphrase']).trim()
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const [, shown] = readme.match(/```html\n(.*?)\n```/s)
    assert.equal(printed.replace(/data-root="[^"]+"/, 'data-root="…"'), shown)

    mkdirSync(join(dir, 'site'))
    for (const name of SHIPPED) cpSync(join(dist, name), join(dir, 'site', name), { recursive: true, preserveTimestamps: true })
    cpSync(join(dir, 'keys/waxseal.signed.json'), join(dir, 'site/waxseal.signed.json'))
    const [script, ...form] = printed.split('\n')
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">${script}<title>Mine</title></head><body>${form.join('\n')}</body></html>`
    writeFileSync(join(dir, 'site/index.html'), page)

    const site = await world.start(startReceiver(dir, { policies: ['keys/waxseal.signed.json'], www: 'site', keys: ['keys/waxseal.key'] }))
    const proxy = await world.start(startProxy({ '': site.port }))
    const { visit, tick, run, eventually, record, nothingLeaked } = helpers(world.engine, world.driver, site, proxy)
    const find = (css) => world.driver.findElement(By.css(css))
    const { name, email } = person()
    await visit('')
    for (const [field, value] of Object.entries({ name, email })) await (await find(`[data-waxseal-field=${field}]`)).sendKeys(value)
    await tick(0)
    await run("addEventListener('waxseal:sealed', ({ detail }) => (window.sealed = detail))")
    await (await find('form button')).click()
    await eventually('the thanks', () => run('return document.querySelector(".waxseal-after")?.innerText'))
    assert.deepEqual(record(name).fields, { name, email })
    const { parts, bytes } = await run('return window.sealed')
    assert.ok(parts === 1 && bytes <= 5_500, `one purpose, sealed to one post-quantum key, is ${bytes} bytes on the wire`)
    await nothingLeaked({ name, email })
  })
}
