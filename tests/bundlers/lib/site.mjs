// An owner with a receiver, whose web folder takes applications: each in a folder of its own below one origin.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startReceiver, waxseal } from '../../e2e/lib/receiver.mjs'

/** Starts it with what `put` writes into the web folder. The policy is unsigned: pages on one's own machine take it. */
export async function startSite(put) {
  const dir = mkdtempSync(join(tmpdir(), 'waxseal-bundlers-'))
  waxseal(dir, ['init', '--yes', '--no-passphrase', '--dir', 'keys'])
  const policy = JSON.parse(readFileSync(join(dir, 'keys/waxseal.json'), 'utf8'))
  const [{ id, recipients }] = policy.purposes
  // A preset brings its sentences in the language of the page.
  policy.purposes = [{ id, preset: 'newsletter', recipients }]
  const [{ fields }] = policy.forms
  fields.push({ name: 'phone', kind: 'tel', purposes: fields[0].purposes })
  const www = join(dir, 'www')
  mkdirSync(www)
  writeFileSync(join(www, 'waxseal.json'), JSON.stringify(policy))
  await put(www)
  return startReceiver(dir, { policies: ['www/waxseal.json'], www: 'www', keys: ['keys/waxseal.key'] })
}
