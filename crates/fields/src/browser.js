// What the browser knows about languages: bytes that a stranger has on their machine already.

/**
 * Unicode Normalization Form C.
 *
 * @param {string} text
 */
export function nfc(text) {
  return text.normalize()
}

/**
 * A host name in its ASCII form.
 *
 * @param {string} name
 */
export function host(name) {
  try {
    // What ends a host name would make the rest a path, a port or a user.
    return /[/?#:@\\\s]/.test(name) ? undefined : new URL(`https://${name}`).hostname
  } catch {
    return undefined
  }
}

/** The language of the page, for names. */
const language = () => document.documentElement.lang || 'en'

/** @param {string} name */
const fold = (name) => name.normalize('NFKD').replace(/[^\p{L}]/gu, '').toLowerCase()

/** @type {Map<string, string> | undefined} */
let countries

/**
 * The code of the country of that name, in the page's language or in English.
 *
 * @param {string} name
 */
export function country(name) {
  countries ??= named()
  return countries.get(fold(name))
}

function named() {
  const found = new Map()
  for (const lang of ['en', language()]) {
    const names = new Intl.DisplayNames([lang, 'en'], { type: 'region', fallback: 'none' })
    for (let i = 0; i < 676; i++) {
      const code = String.fromCharCode(65 + i / 26, 65 + (i % 26))
      const name = names.of(code)
      if (name) found.set(fold(name), code)
    }
  }
  return found
}

/**
 * The month of that name or abbreviation, 1 to 12, in the page's language.
 *
 * @param {string} name
 */
export function month(name) {
  const sought = fold(name)
  for (const style of /** @type {const} */ (['long', 'short'])) {
    for (let month = 0; month < 12; month++) {
      const date = new Date(Date.UTC(2000, month, 1))
      // A month alone and one within a date differ in some languages.
      const alone = date.toLocaleDateString([language(), 'en'], { month: style, timeZone: 'UTC' })
      const parts = new Intl.DateTimeFormat([language(), 'en'], { day: 'numeric', month: style, timeZone: 'UTC' }).formatToParts(date)
      if ([alone, parts.find(({ type }) => type === 'month')?.value].some((known) => known && fold(known) === sought)) return month + 1
    }
  }
  return undefined
}
