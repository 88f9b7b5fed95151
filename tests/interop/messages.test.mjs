// Every language says everything, with the same places for what is put in.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../scripts/lib/project.mjs'
import { check } from './lib/checks.mjs'

/** What people read by a field, by the consent, and of a receipt. */
const FOLDERS = ['fields/messages', 'core/consent', 'core/receipt']
const LANGUAGES = ['ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hu', 'it', 'ja', 'nl', 'pl', 'pt', 'ro', 'sv', 'tr', 'uk']
const read = (folder, lang) => JSON.parse(readFileSync(join(root, 'crates', folder, `${lang}.json`), 'utf8'))
const places = (sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
/** Words that two languages share. */
const SHARED = new Set(['a b c d e f g h i j', 'Date', 'Error:', 'Form', 'No', '{suggestion}'])

for (const folder of FOLDERS) {
  test(`${folder}: there are twenty languages`, () => {
    assert.deepEqual(
      readdirSync(join(root, 'crates', folder))
        .map((name) => name.replace('.json', ''))
        .sort(),
      LANGUAGES,
    )
  })

  for (const lang of LANGUAGES) {
    test(`${folder}: ${lang} has every sentence, and the same places in it`, () => {
      const [english, sentences] = [read(folder, 'en'), read(folder, lang)]
      assert.deepEqual(Object.keys(sentences), Object.keys(english))
      for (const [key, sentence] of Object.entries(sentences)) {
        assert.ok(sentence.trim(), key)
        assert.doesNotMatch(sentence, /[<>]/, key)
        assert.deepEqual([...new Set(places(sentence))], [...new Set(places(english[key]))], key)
        if (lang !== 'en' && !SHARED.has(sentence)) assert.notEqual(sentence, english[key], key)
      }
    })
  }
}

test('a message comes in the language asked for, in that of its region, else in English', () => {
  const ask = (lang) => ({ kind: 'tel', input: '12', lang })
  const [german, austrian, arabic, unknown] = check([ask('de'), ask('de-AT'), ask('AR'), ask('tlh')]).map(({ message }) => message)
  assert.equal(german, 'Die Telefonnummer ist zu kurz.')
  assert.equal(austrian, german)
  assert.equal(arabic, 'رقم الهاتف قصير جدًا.')
  assert.equal(unknown, 'Phone number is too short.')
})
