// Names are people: none that CLDR gives as a sample or that faker makes up in any of its languages is refused or asked about.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { allFakers } from '@faker-js/faker'
import { check } from './lib/checks.mjs'

const OURS = [
  "O'Connor",
  'O’Connor',
  'Ng',
  'van der Berg',
  '李',
  'O',
  'X',
  'Null',
  'Test',
  'John Smith 3',
  'ﷺ',
  'محمد',
  'Renée-Zoë',
  'Jr.',
  'D’Arcy, Jr',
  'Sukarno',
  '🙂',
]

/** Every text in a tree. */
const texts = (value) => (typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(texts) : [])

function samples() {
  const folder = join(dirname(createRequire(import.meta.url).resolve('cldr-person-names-full/package.json')), 'main')
  return readdirSync(folder).flatMap((locale) => {
    const { main } = JSON.parse(readFileSync(join(folder, locale, 'personNames.json'), 'utf8'))
    return texts(main[locale]?.personNames?.sampleName)
  })
}

function made() {
  return Object.values(allFakers).flatMap(({ rawDefinitions }) => texts([rawDefinitions.person?.first_name, rawDefinitions.person?.last_name]))
}

for (const [from, names] of [
  ['CLDR', samples],
  ['faker', made],
  ['us', () => OURS],
]) {
  test(`no name from ${from} is refused, nor asked about`, () => {
    const all = [...new Set(names())].filter((name) => name.trim() && !name.includes('{'))
    assert.ok(all.length >= OURS.length, `${all.length} names`)
    const questions = all.flatMap((input) => ['name', 'given-name', 'family-name'].map((kind) => ({ kind, input })))
    const doubted = check(questions).filter(({ verdict }) => verdict !== 'ok')
    assert.deepEqual(doubted, [])
    console.log(`${all.length} names`)
  })
}
