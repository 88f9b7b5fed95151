// Postcodes against libraries that we did not write; countries, months and dates against the engine and CLDR.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import validator from 'validator'
import { fold } from '../../crates/fields-page/src/browser.js'
import { root } from '../../scripts/lib/project.mjs'
import { check } from './lib/checks.mjs'

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('postal-codes-js'))
const countries = JSON.parse(readFileSync(join(folder, 'generated/postal-codes-alpha2.json'), 'utf8'))
const format = (country) => JSON.parse(readFileSync(join(folder, 'formats', countries[country].postalCodeFormat), 'utf8'))

const INPUTS = [
  '1010',
  '10115',
  '75001',
  '123456',
  '1234567',
  '100-8111',
  '00-902',
  '1100-148',
  'SW1A 1AA',
  'M1 1AE',
  'B33 8TH',
  'K1A 0B1',
  '2513 AA',
  'D02 AF30',
  '104 31',
  '103 33',
  '20500',
  '20500-0003',
  '70150-900',
  'AD500',
  'LV-1050',
  'LT-01100',
  'abc',
  '1',
  '!!',
  '99999999999',
]

test('postcodes: what validator and postal-codes-js both take is not refused, and what both refuse is not taken', () => {
  const rows = validator.isPostalCodeLocales
    .filter((country) => countries[country]?.postalCodeFormat)
    .flatMap((country) => INPUTS.map((input) => ({ kind: 'postal-code', input, country })))
  let agreed = 0
  const apart = []
  check(rows).forEach(({ input, verdict }, i) => {
    const { country } = rows[i]
    const { ValidationRegex, RedundantCharacters } = format(country)
    const plain = [...input].filter((c) => !RedundantCharacters.includes(c)).join('')
    const theirs = [validator.isPostalCode(input, country), new RegExp(ValidationRegex).test(plain)]
    if (theirs[0] !== theirs[1]) return
    agreed += 1
    if (verdict === (theirs[0] ? 'error' : 'ok')) apart.push(`${country} ${input} ${verdict}`)
  })
  assert.deepEqual(
    apart.filter((row) => !EXPLAINED.some(([, pattern]) => pattern.test(row))),
    [],
  )
  assert.ok(agreed > 800, `${agreed} rows`)
})

/** Where both agree and we do not, and why. */
const EXPLAINED = [
  ['hyphens and blanks are left out wherever they stand', /^\w\w \S*[- ]\S+ ok$/],
  ['what stands between digits is left out as often as not', /^(SE|GR|CZ|SK|PL|PT) \d+ ok$/],
  ['so is the country in front', /^(AZ|LU) \d{4} ok$/],
]

test('postcodes: what Google gives as examples is ok in every country, and no other code is refused where codes change', () => {
  const source = readFileSync(join(dirname(require.resolve('postal-code-checker')), 'index.mjs'), 'utf8')
  const rows = [...source.matchAll(/^\s+([A-Z]{2}): \{ patterns: \[(.*)\], example: (\[.*?\]),/gm)]
  assert.ok(rows.length > 200, `${rows.length} countries`)
  const examples = rows.flatMap(([, country, , list]) => JSON.parse(list).map((input) => ({ kind: 'postal-code', input, country })))
  const doubted = check(examples).filter(({ verdict }) => verdict !== 'ok')
  assert.deepEqual(
    doubted.map(({ input }) => input),
    [],
  )
})

/** The languages of the messages. */
const LANGUAGES = ['ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hu', 'it', 'ja', 'nl', 'pl', 'pt', 'ro', 'sv', 'tr', 'uk']
/** ISO 3166-1 alpha-2 and Kosovo, from a list that is not ours. */
const CODES = [...Object.keys(require('i18n-iso-countries').getAlpha2Codes()), 'XK']

/** What a name is short for in one language, and a code of another country or a union of them: it is asked about, or that country. */
const SHORT = /^\s*(RU|R\.-U\.|[ÉE]\.-U\.)\s*$/i

test('countries: every name that the engine has in any of our languages is taken', () => {
  const rows = LANGUAGES.flatMap((lang) => {
    const styles = ['long', 'short'].map((style) => new Intl.DisplayNames([lang], { type: 'region', style, fallback: 'none' }))
    return CODES.flatMap((code) =>
      [...new Set(styles.map((names) => names.of(code)))].filter((name) => name && !SHORT.test(name)).map((name) => ({ code, name })),
    )
  })
  assert.ok(rows.length > 4_900, `${rows.length} names`)
  const answers = check(rows.map(({ name }) => ({ kind: 'country', input: name })))
  const apart = answers.filter(({ value }, i) => value !== rows[i].code).map(({ input, value }) => `${input} ${value}`)
  assert.deepEqual(apart, [])
})

test('countries: every name of CLDR and of ISO 3166-1 is taken, in either case of letters, with an article, with `and` for `&`', () => {
  const main = join(dirname(require.resolve('cldr-localenames-full/package.json')), 'main')
  const cldr = LANGUAGES.flatMap((lang) => {
    const { territories } = JSON.parse(readFileSync(join(main, lang, 'territories.json'), 'utf8')).main[lang].localeDisplayNames
    return Object.entries(territories).map(([key, name]) => ({ code: key.slice(0, 2), name }))
  })
  const iso = Object.entries(require('i18n-iso-countries').getNames('en', { select: 'all' })).flatMap(([code, names]) => names.map((name) => ({ code, name })))
  // The two Congos have one name there.
  const rows = [...cldr, ...iso.filter(({ name }) => name !== 'Congo')].filter(({ code, name }) => CODES.includes(code) && !SHORT.test(name))
  const ways = rows.flatMap(({ code, name }) =>
    [name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD'), `  ${name} `].map((input) => ({ code, input })),
  )
  const english = iso
    .filter(({ name }) => name !== 'Congo')
    .flatMap(({ code, name }) =>
      [`The ${name}`, name.replace(' and ', ' & '), name.replace('Saint ', 'St. '), name.replace('Saint ', 'St ')].map((input) => ({ code, input })),
    )
  const all = [...ways, ...english]
  assert.ok(all.length > 25_000, `${all.length} ways`)
  const answers = check(all.map(({ input }) => ({ kind: 'country', input })))
  const apart = answers.filter(({ value }, i) => value !== all[i].code).map(({ input, value }) => `${input} ${value}`)
  assert.deepEqual(apart, [])
})

/** A pack of names, read as the page reads it: what each hash stands for. */
function pack(name) {
  const bytes = readFileSync(join(root, 'crates/fields/packs', name))
  const [count, things] = [bytes.readUInt16LE(0), bytes[2]]
  const found = new Map()
  let [at, hash] = [3 + 2 * things, 0]
  const hashes = Array.from({ length: count }, () => {
    let [distance, shift] = [0, 0]
    do {
      distance |= (bytes[at] & 127) << shift
      shift += 7
    } while (bytes[at++] & 128)
    return (hash += distance)
  })
  hashes.forEach((hash, i) => found.set(hash, bytes.toString('latin1', 3 + 2 * bytes[at + i], 5 + 2 * bytes[at + i])))
  return found
}

/** FNV-1a, folded to 28 bits. */
function hash(text) {
  const hash = new TextEncoder().encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5)
  return (hash >>> 28) ^ (hash & 0x0fffffff)
}

test('countries: the letters of a name are the same for the page as for the command', () => {
  const names = pack('countries.bin')
  const rows = LANGUAGES.flatMap((lang) => CODES.map((code) => ({ code, name: new Intl.DisplayNames([lang], { type: 'region' }).of(code) })))
  const apart = rows.filter(({ code, name }) => ![name, name.toUpperCase(), name.normalize('NFD')].every((name) => names.get(hash(fold(name))) === code))
  assert.deepEqual(
    apart.map(({ name }) => name),
    [],
  )
})

test('countries: a code that is not one any more means no country, nor does a word that is no name', () => {
  const words = [
    'FX',
    'YU',
    'DY',
    'HV',
    'TP',
    'ZR',
    'SU',
    'AN',
    'DD',
    'CS',
    'BU',
    'ANT',
    'YUG',
    'SUN',
    'TMP',
    'Atlantis',
    'Europe',
    'North',
    'Republic',
    'Islands',
    'Netherlands Antilles',
  ]
  for (const { input, verdict, value, code } of check(words.map((input) => ({ kind: 'country', input })))) {
    assert.deepEqual([verdict, value, code], ['unsure', undefined, 'country-unknown'], input)
  }
})

test('months: every name that the engine has in any of our languages and their regions is read', () => {
  const locales = [...LANGUAGES, 'de-AT', 'es-PE', 'es-UY', 'ar-DZ', 'ar-IQ', 'ar-LB', 'ar-MA', 'ar-SY', 'ar-TN', 'fr-CA', 'pt-PT', 'en-AU', 'it-CH', 'nl-BE']
  const rows = locales.flatMap((locale) =>
    ['long', 'short'].flatMap((month) =>
      Array.from({ length: 12 }, (_, i) => {
        const date = new Date(Date.UTC(2007, i, 27))
        const options = { month, numberingSystem: 'latn', timeZone: 'UTC' }
        const within = new Intl.DateTimeFormat(locale, { ...options, day: 'numeric' }).formatToParts(date).find(({ type }) => type === 'month').value
        return [date.toLocaleDateString(locale, options), within].map((name) => ({ month: i + 1, name }))
      }).flat(),
    ),
  )
  const answers = check(rows.map(({ name }) => ({ kind: 'date', input: `27 ${name} 2007`, country: 'DE' })))
  const apart = answers.filter(({ value }, i) => Number(value?.slice(5, 7)) !== rows[i].month).map(({ input, value }) => `${input} ${value}`)
  assert.deepEqual(apart, [])
})

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
