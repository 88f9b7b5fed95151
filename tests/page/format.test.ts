// Lengths of time, countries and times, as a language writes them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { country, duration, list, now } from '../../www/consent/format'

test('a length of time in words', () => {
  assert.equal(duration('en', 'P1Y6M'), '1 year and 6 months')
  assert.equal(duration('de', 'P30D'), '30 Tage')
  assert.equal(duration('fr', 'P2W'), '2\u00a0semaines')
  assert.equal(duration('en', 'PT5M'), 'PT5M', 'what is no such length is shown as it is')
})

test('lists and countries', () => {
  assert.equal(list('en', ['a', 'b', 'c']), 'a, b, and c')
  assert.equal(country('de', 'FR'), 'Frankreich')
  assert.equal(country('en', 'ZZZZ'.slice(0, 2)), 'Unknown Region')
})

test('a time has whole seconds, in UTC', () => {
  assert.match(now(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})
