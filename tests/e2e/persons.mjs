// Consent belongs to a person: who signs up twice takes back once, with either receipt or by the owner's hand.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { block, filled, receiptWords } from './lib/block.mjs'
import { person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'

const say = receiptWords('en')
const DONE = filled(say['withdraw.done'], { controller: 'Example Ltd' })

export function persons(world) {
  const { open, tick, send, sent, given } = order(world)
  const receipt = block(world, 'receipt')
  const { put, event, eventually, visit } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })
  const dir = mkdtempSync(join(tmpdir(), 'waxseal-persons-'))
  after(() => rmSync(dir, { recursive: true, force: true }))

  /** Signs up for the letter, and saves the receipt. */
  const signUp = async (email) => {
    await visit('letters.html')
    await event('ready')
    await put({ email })
    await world.tick(0)
    await send()
    const { sid } = await event('sent')
    await receipt.press(say.save)
    const text = () => world.driver.executeAsyncScript('const done = arguments[0], last = window.offered.at(-1); last ? last.text().then(done) : done()')
    const file = join(dir, `${sid}.json`)
    writeFileSync(file, await eventually('the receipt', text))
    return { sid, file }
  }
  /** Who agreed to the letter with this address. */
  const agreed = (email) => world.site.consented('letter').filter(({ fields }) => fields.email?.toLowerCase() === email.toLowerCase())
  const sids = (email) => agreed(email).map(({ sid }) => sid)
  /** What comes in the second of a withdrawal is taken back with it. */
  const later = () => new Promise((done) => setTimeout(done, 1100))

  const withReceipt = async ({ file }, page) => {
    await visit(page)
    await (await receipt.one('input[type=file]')).sendKeys(file)
    await receipt.press(say['withdraw.one'])
    await eventually(DONE, async () => (await receipt.texts('p')).includes(DONE))
  }
  const byOwner = (...whom) => {
    const args = ['withdraw', '--by-owner', '--signer', 'init/owner-sign.key', '--reason', 'asked by letter', '--send', `http://127.0.0.1:${world.site.port}`]
    return world.site
      .waxseal(...args, ...whom)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
  const keys = ['owner', 'finance', 'partner'].flatMap((team) => ['-k', `${team}.key`])

  const WAYS = {
    'with the first receipt': ([first]) => withReceipt(first, 'withdraw.html'),
    'with the second receipt': ([, second]) => withReceipt(second, 'withdraw.html'),
    'after the policy has expired': ([first]) => withReceipt(first, 'withdraw-expired.html'),
    'by the owner, who looks for the address': async ([first, second], email) => {
      const answers = byOwner('--email', email.toUpperCase(), ...keys, world.site.file('sealed.jsonl', world.site.exported()))
      assert.deepEqual(
        answers.map(({ sid, purposes }) => [sid, purposes]),
        [first, second].map(({ sid }) => [sid, ['letter']]),
      )
    },
    'by the owner, who knows one submission': async ([first]) => {
      const [{ sid }] = byOwner('--sid', first.sid, '--purpose', 'letter')
      assert.equal(sid, first.sid)
    },
  }
  for (const [way, takeBack] of Object.entries(WAYS)) {
    test(`who signs up twice and takes back once, ${way}, gets no letter until they sign up again`, async () => {
      const { email } = person()
      const [first, second] = [await signUp(email), await signUp(email.toUpperCase())]
      assert.deepEqual(sids(email), [second.sid], 'one person, the latest line')
      await takeBack([first, second], email)
      assert.deepEqual(agreed(email), [])
      await later()
      const third = await signUp(email)
      assert.deepEqual(sids(email), [third.sid])
      await world.nothingLeaked({ email })
    })
  }

  test('who signs up, and leaves the box empty the next time, gets no letter', async () => {
    const { name, email } = person()
    await signUp(email)
    await open()
    await put({ name, email })
    await tick(TERMS)
    await send()
    assert.deepEqual(given(await sent()), { letter: false, texts: false, sharing: false, similar: true, deal: true })
    assert.deepEqual(agreed(email), [])
    await later()
    const again = await signUp(email)
    assert.deepEqual(sids(email), [again.sid])
    await world.nothingLeaked({ name, email })
  })
}
