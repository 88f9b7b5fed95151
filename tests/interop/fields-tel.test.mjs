// Telephone numbers against libphonenumber-js with all of its metadata.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { check } from './lib/checks.mjs'

const examples = createRequire(import.meta.url)('libphonenumber-js/mobile/examples')

/** A small generator, so that every run asks the same. */
let state = 11n
const next = (below) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
  return Number((state >> 33n) % BigInt(below))
}

/**
 * Calling codes whose ranges are newer in its metadata than in ours (9.0.33), and two whose old numbers it rewrites; see
 * crates/core/tests/fields_tel.rs.
 */
const CHANGED = new Set(['1', '46', '47', '221', '241', '247', '255', '263', '267', '290', '423', '506', '672', '679', '880', '962', '963'])

const near = (number) => {
  const at = next(number.length)
  return [
    number.slice(0, -3) + String(next(1000)).padStart(3, '0'),
    number.slice(0, at) + next(10) + number.slice(at + 1),
    number.slice(0, at) + number.slice(at + 1),
    number + next(10),
  ][next(4)]
}

test('international numbers: in use is what libphonenumber says, and E.164 is the same', () => {
  const rows = Object.entries(examples).flatMap(([country, national]) =>
    Array.from({ length: 40 }, (_, i) => `+${getCountryCallingCode(country)}${i ? near(national) : national}`),
  )
  const apart = new Set()
  for (const { input, verdict, value } of check(rows.map((input) => ({ kind: 'tel', input })))) {
    const theirs = parsePhoneNumberFromString(input)
    const valid = theirs?.isValid() ?? false
    if ((verdict === 'ok') !== valid || (valid && value !== theirs.number)) apart.add(theirs?.countryCallingCode ?? input)
  }
  assert.deepEqual(
    [...apart].filter((code) => !CHANGED.has(code)),
    [],
  )
  assert.ok(rows.length > 9_000, `${rows.length} rows`)
})
