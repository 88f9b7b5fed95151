// Postcodes against two libraries that we did not write, and dates against the engine's own calendar.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import validator from 'validator'
import { check } from './lib/checks.mjs'

const folder = join(dirname(createRequire(import.meta.url).resolve('postal-codes-js/package.json')))
const countries = JSON.parse(readFileSync(join(folder, 'generated/postal-codes-alpha2.json'), 'utf8'))
const format = (country) => JSON.parse(readFileSync(join(folder, 'formats', countries[country].postalCodeFormat), 'utf8'))

const INPUTS = ['1010', '10115', '75001', '123456', '1234567', '100-8111', '00-902', '1100-148', 'SW1A 1AA', 'M1 1AE', 'B33 8TH', 'K1A 0B1', '2513 AA', 'D02 AF30', '104 31', '103 33', '20500', '20500-0003', '70150-900', 'AD500', 'LV-1050', 'LT-01100', 'abc', '1', '!!', '99999999999']

test('postcodes: where validator and postal-codes-js agree, so do we', () => {
  const rows = validator.isPostalCodeLocales.filter((country) => countries[country]?.postalCodeFormat).flatMap((country) => INPUTS.map((input) => ({ kind: 'postal-code', input, country })))
  let agreed = 0
  const apart = []
  check(rows).forEach(({ input, verdict }, i) => {
    const { country } = rows[i]
    const { ValidationRegex, RedundantCharacters } = format(country)
    const plain = [...input].filter((c) => !RedundantCharacters.includes(c)).join('')
    const theirs = [validator.isPostalCode(input, country), new RegExp(ValidationRegex).test(plain)]
    if (theirs[0] !== theirs[1]) return
    agreed += 1
    if ((verdict !== 'error') !== theirs[0]) apart.push(`${country} ${input} ${verdict}`)
  })
  assert.deepEqual(apart.filter((row) => !EXPLAINED.some(([, pattern]) => pattern.test(row))), [])
  assert.ok(agreed > 800, `${agreed} rows`)
})

/** Where both agree and we do not, and why. */
const EXPLAINED = [
  ['hyphens and blanks are left out wherever they stand', /^\w\w \S*[- ]\S+ ok$/],
  ['what stands between digits is left out as often as not', /^(SE|GR|CZ|SK|PL|PT) \d+ ok$/],
  ['so is the country in front', /^AZ \d{4} ok$/],
]

test('dates: the calendar of twenty-eight years is the one of the engine', () => {
  const days = []
  for (let year = 1996; year < 2024; year += 1)
    for (let month = 1; month <= 12; month += 1) for (let day = 1; day <= 31; day += 1) days.push([year, month, day])
  const two = (n) => String(n).padStart(2, '0')
  const answers = check(days.map(([year, month, day]) => ({ kind: 'date', input: `${day}/${month}/${year}`, country: 'GB' })))
  answers.forEach(({ input, verdict, value, code }, i) => {
    const [year, month, day] = days[i]
    const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
    assert.equal(verdict, exists ? 'ok' : 'error', input)
    if (exists) assert.equal(value, `${year}-${two(month)}-${two(day)}`)
    else assert.equal(code, 'date-real', input)
  })
})
