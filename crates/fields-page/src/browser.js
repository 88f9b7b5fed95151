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

/** Letters that Unicode does not take apart. @type {Readonly<Record<string, string>>} */
const LETTERS = { ς: 'σ', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' }

/**
 * The letters of a name alone: in lower case, without accents, and each in its one form.
 * crates/cli/src/surroundings/fold.rs does the same.
 *
 * @param {string} name
 */
export function fold(name) {
  const letters = name.normalize('NFKD').replace(/\P{L}/gu, '').toLowerCase()
  return letters.replace(/\P{L}/gu, '').replace(/[ςıßæœøłđ]/g, (letter) => LETTERS[letter] ?? '')
}
