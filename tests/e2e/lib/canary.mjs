// Values that stand for personal data: unlikely enough that a find is a leak, and searched for in every coat they could
// leave in.
import { randomBytes } from 'node:crypto'

const letters = (count) => Array.from(randomBytes(count), (byte) => String.fromCharCode(97 + (byte % 26))).join('')

/** One person: every value is new, so that a find names its test. */
export const person = () => ({
  name: `Zoë ${letters(14)}`,
  email: `${letters(12)}@${letters(10)}.example`,
  note: `${letters(12)} &"<ß> ${letters(12)}`,
  phone: `+49 30 ${Array.from(randomBytes(10), (byte) => byte % 10).join('')}`,
})

/** A card number that no card has: random, with the check digit that makes it one (ISO/IEC 7812-1). */
export function cardNumber() {
  const digits = [4, 2, ...Array.from(randomBytes(13), (byte) => byte % 10)]
  const sum = digits.reduceRight((sum, digit, i) => sum + ((15 - i) % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0)
  return [...digits, (10 - (sum % 10)) % 10].join('').replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** Every form of `value` that is looked for, as lower-case bytes. */
export function coats(value) {
  const plain = Buffer.from(value)
  const utf16 = Buffer.from(value, 'utf16le')
  const escaped = [...value].map((char) => (char.codePointAt(0) > 126 ? `\\u${char.codePointAt(0).toString(16).padStart(4, '0')}` : char)).join('')
  const texts = [
    plain,
    utf16,
    Buffer.from(utf16).swap16(),
    JSON.stringify(value).slice(1, -1),
    escaped,
    encodeURIComponent(value),
    encodeURIComponent(encodeURIComponent(value)),
    new URLSearchParams({ '': value }).toString().slice(1),
    new URLSearchParams({ '': value.replaceAll('\n', '\r\n') }).toString().slice(1),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    plain.toString('hex'),
    ...base64(plain),
    ...base64(utf16),
  ]
  return [...new Set(texts.map((text) => lower(Buffer.from(text))))]
}

/** What base64 of any text around `bytes` holds, whichever of the three places in a group they begin at. */
function base64(bytes) {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
    // Characters that the neighbours have a part in are left out.
    const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)]
    return ['base64', 'base64url'].map((name) => whole.toString(name).slice(start, end))
  })
}

const lower = (bytes) => bytes.toString('latin1').toLowerCase()

/** Where any coat of any of `values` is found in `places`, a map from a name to bytes: an empty list is good. */
export function findings(values, places) {
  const needles = values.flatMap((value) => coats(value).map((coat) => [value, coat]))
  return Object.entries(places).flatMap(([place, bytes]) => {
    const text = lower(Buffer.from(bytes))
    return needles.filter(([, coat]) => text.includes(coat)).map(([value, coat]) => `${place}: ${JSON.stringify(value)} as ${JSON.stringify(coat)}`)
  })
}
