// Cards, accounts, VAT and national numbers against libraries that we did not write: where they agree, so do we.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as ibantools from 'ibantools'
import * as jsvat from 'jsvat'
import { stdnum } from 'stdnum'
import validator from 'validator'
import { check } from './lib/checks.mjs'

/** A small generator, so that every run asks the same. */
function random(seed) {
  let state = BigInt(seed)
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
    return Number((state >> 33n) % BigInt(below))
  }
}

const next = random(7)
const digits = (count) => Array.from({ length: count }, () => next(10)).join('')
const letters = (count) => Array.from({ length: count }, () => String.fromCharCode(65 + next(26))).join('')
/** The same text, another character at one place. */
const slip = (text) => {
  const at = next(text.length)
  return text.slice(0, at) + (/\d/.test(text[at]) ? digits(1) : letters(1)) + text.slice(at + 1)
}

const mod97 = (text) => [...text].reduce((rest, c) => Number(`${rest}${parseInt(c, 36)}`) % 97, 0)

function ibans() {
  const rows = []
  for (const [country, { bban_regexp: pattern, IBANRegistry: listed }] of Object.entries(ibantools.countrySpecs)) {
    if (!listed || !pattern) continue
    for (let i = 0; i < 12; i += 1) {
      const account = [...pattern.matchAll(/\[([^\]]+)\]\{(\d+)\}/g)]
        .map(([, set, count]) => (set === '0-9' ? digits(+count) : set === 'A-Z' ? letters(+count) : digits(+count)))
        .join('')
      const sound = `${country}${String(98 - mod97(`${account}${country}00`)).padStart(2, '0')}${account}`
      rows.push(sound, slip(sound), sound.slice(0, -1), `${sound}0`)
    }
  }
  return rows
}

test('IBAN: where ibantools and validator agree, so do we', () => {
  let agreed = 0
  for (const { input, verdict } of check(ibans().map((input) => ({ kind: 'iban', input })))) {
    const theirs = [ibantools.isValidIBAN(input), validator.isIBAN(input)]
    if (theirs[0] !== theirs[1]) continue
    // Shapes that the two have wider than the registry are asked about.
    assert.equal(verdict !== 'error', theirs[0], input)
    agreed += 1
  }
  assert.ok(agreed > 3_000, `${agreed} rows`)
})

test('BIC: where ibantools and validator agree, so do we', () => {
  const rows = Array.from(
    { length: 2000 },
    () => letters(4) + ['DE', 'GB', 'US', 'XK', letters(2), letters(2)][next(6)] + letters(2) + ['', 'XXX', digits(3), '1'][next(4)],
  )
  for (const { input, verdict } of check(rows.map((input) => ({ kind: 'bic', input })))) {
    const theirs = [ibantools.isValidBIC(input), validator.isBIC(input)]
    if (theirs[0] === theirs[1]) assert.equal(verdict !== 'error', theirs[0], input)
  }
})

const luhn = (text) => [...text].reverse().reduce((sum, c, i) => sum + (i % 2 ? (c * 2 > 9 ? c * 2 - 9 : c * 2) : +c), 0) % 10 === 0

test('cards: what validator takes is ok, and what is wrong by Luhn is not', () => {
  const starts = ['4', '51', '55', '2221', '2720', '34', '37', '36', '38', '3528', '6011', '65', '62', '9', '1']
  const rows = Array.from({ length: 6000 }, () => {
    const start = starts[next(starts.length)]
    const body = start + digits([15, 14, 16, 13, 18][next(5)] - start.length)
    const last = [...'0123456789'].find((digit) => luhn(body + digit))
    return next(3) ? body + last : body + digits(1)
  })
  let taken = 0
  for (const { input, verdict } of check(rows.map((input) => ({ kind: 'cc-number', input })))) {
    if (validator.isCreditCard(input)) {
      assert.notEqual(verdict, 'error', input)
      taken += 1
    }
    if (!luhn(input)) assert.notEqual(verdict, 'ok', input)
  }
  assert.ok(taken > 800, `${taken} cards`)
})

const VAT = {
  AT: () => `U${digits(8)}`,
  BE: () => `${next(2)}${digits(9)}`,
  BG: () => digits(9),
  CY: () => `1${digits(7)}${letters(1)}`,
  CZ: () => digits(8),
  DE: () => digits(9),
  DK: () => digits(8),
  EE: () => digits(9),
  EL: () => digits(9),
  ES: () => 'ABCDEFGHJPQRSUVNW'[next(17)] + digits(8),
  FI: () => digits(8),
  FR: () => digits(11),
  GB: () => digits(9),
  HR: () => digits(11),
  HU: () => digits(8),
  IE: () => digits(7) + letters(1),
  IT: () => digits(11),
  LT: () => digits(9),
  LU: () => digits(8),
  LV: () => `4${digits(10)}`,
  MT: () => digits(8),
  NL: () => `${digits(9)}B${digits(2)}`,
  PL: () => digits(10),
  PT: () => digits(9),
  RO: () => digits(10),
  SE: () => `${digits(10)}01`,
  SI: () => digits(8),
  SK: () => digits(10),
}

test('VAT: where jsvat and stdnum agree, so do we', () => {
  const countries = Object.values(jsvat).filter((one) => one?.calcFn)
  const rows = Object.entries(VAT).flatMap(([country, make]) => Array.from({ length: 1500 }, () => [country, make()]))
  const answers = check(rows.map(([country, number]) => ({ kind: 'vat', input: country + number })))
  const apart = []
  let agreed = 0
  let sound = 0
  answers.forEach(({ input, verdict }, i) => {
    const [country, number] = rows[i]
    const book = stdnum[country === 'EL' ? 'GR' : country]?.vat ?? stdnum[country === 'EL' ? 'GR' : country]
    const other = (book?.validate ?? Object.values(book ?? {}).find((one) => one?.name?.match(/vat/i))?.validate)?.(number)
    const theirs = [jsvat.checkVAT(input, countries).isValid, other?.isValid]
    if (theirs[0] !== theirs[1]) return
    agreed += 1
    if (theirs[0]) sound += 1
    // What they take must pass; what they refuse may still be asked about.
    if (theirs[0] ? verdict === 'error' : verdict === 'ok') apart.push(`${input} ${verdict}, theirs ${theirs[0]}`)
  })
  assert.deepEqual(apart.slice(0, 20), [])
  assert.ok(agreed > 5_000 && sound > 300, `${agreed} rows, ${sound} of them sound`)
})
