// Opens one Waxseal envelope with nothing but Node 20 or newer. Written from docs/format.md alone; the section numbers are its.
//
//   node docs/open.mjs KEY.json < envelope.json
//
// KEY.json is a JWK Set with secret keys of the suites HPKE-3-KE and ECDH-ES+A256KW. (HPKE-9-KE needs ML-KEM, which
// Node 20 has not: use `waxseal open`.) Prints {sid, form, iat, fields, values, consent}; exit status 1 and a code if refused.
import { readFile } from 'node:fs/promises'
import { stdin } from 'node:process'
import { buffer } from 'node:stream/consumers'

const { subtle } = globalThis.crypto
const utf8 = (string) => new TextEncoder().encode(string)
const bytes = (...items) => Uint8Array.from(items.flatMap((item) => [...(typeof item === 'string' ? utf8(item) : item)]))
const uint = (value, size) => Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256)
const b64 = (data) => Buffer.from(data).toString('base64url')
const sha256 = async (data) => new Uint8Array(await subtle.digest('SHA-256', data))
const refuse = (code) => { throw Object.assign(new Error(code), { code }) }
const MALFORMED = () => refuse('malformed')

/** §1: UTF-8 without a byte order mark. */
function decode(data) {
  try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data) } catch { return MALFORMED() }
}

/** §1: JSON as the format has it: no member twice, no number but 0, 1, 2… Objects have no prototype, and so no names of its. */
function parse(text) {
  let at = 0
  const take = (pattern) => {
    pattern.lastIndex = at
    const [found = ''] = pattern.exec(text) ?? []
    at += found.length
    return found
  }
  const next = (char) => { take(/[ \t\n\r]*/y); return text[at] === char && ++at > 0 }
  const wrong = () => refuse(at >= text.length ? 'truncated' : 'malformed')
  const string = () => {
    const found = take(/"(?:[^"\\\0-\x1f]|\\.)*"/y)
    if (!found) return /"(?:[^"\\\0-\x1f]|\\.)*\\?$/y.test(text.slice(at)) ? refuse('truncated') : wrong()
    try { if (JSON.parse(found).isWellFormed()) return JSON.parse(found) } catch {}
    return MALFORMED()
  }
  const items = (end, item) => {
    if (next(end)) return
    do { take(/[ \t\n\r]*/y); item() } while (next(','))
    if (!next(end)) wrong()
  }
  const value = () => {
    if (next('[')) { const list = []; items(']', () => list.push(value())); return list }
    if (next('{')) {
      const object = Object.create(null)
      items('}', () => {
        const name = string()
        if (name in object || !next(':')) return name in object ? MALFORMED() : wrong()
        object[name] = value()
      })
      return object
    }
    if (text[at] === '"') return string()
    const scalar = take(/(?:0|[1-9]\d*|true|false|null)(?![\w.+-])/y)
    return scalar ? JSON.parse(scalar) : wrong()
  }
  const whole = value()
  take(/[ \t\n\r]*/y)
  return { whole, more: at < text.length }
}

/** JSON inside the envelope: anything that is wrong with it is `malformed`. */
function inner(text) {
  try { const { whole, more } = parse(text); if (!more) return whole } catch {}
  return MALFORMED()
}

// Shapes: each refuses what does not fit. A name with a question mark may be missing; it may not be null.
const text = (value) => typeof value === 'string' || MALFORMED()
const flag = (value) => typeof value === 'boolean' || MALFORMED()
const whole = (value) => Number.isSafeInteger(value) || MALFORMED()
const list = (of) => (value) => (Array.isArray(value) ? value.forEach(of) : MALFORMED())
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (members) => (value) => {
  const known = Object.entries(members).map(([name, of]) => [name.replace('?', ''), of, name.endsWith('?')])
  if (!isObject(value) || Object.keys(value).some((name) => known.every(([other]) => other !== name))) MALFORMED()
  for (const [name, of, optional] of known) if (name in value || !optional) of(value[name])
}
const EPK = object({ crv: text, kty: text, x: text, y: text })
const RECIPIENT = object({ header: object({ alg: text, kid: text, 'ek?': text, 'epk?': EPK }), encrypted_key: text })
const PART = object({ protected: text, aad: text, recipients: list(RECIPIENT), iv: text, ciphertext: text, tag: text })
const ENVELOPE = object({ v: whole, sid: text, iat: whole, form: text, mh: text, consent: text, parts: list(PART), files: list(() => {}) })
const HEADER = object({ enc: text, typ: text, cty: text, sid: text, n: whole, of: whole, pur: list(text), mh: text, cmt: text })
const WORDS = object({ lang: text, sha256: text, text })
// receipt.md §1: the members of a consent record.
const CONTROLLER = object({ address: text, 'authority?': text, contact: text, country: text, 'dpo?': text, name: text, privacy: text })
const PARTY = object({ 'address?': text, 'country?': text, name: text, 'role?': text })
const DECISION = object({
  basis: text, 'channel?': text, control: text, 'dpv?': text, fields: list(text), given: flag, id: text, lang: text, 'parties?': list(PARTY),
  recipients: list(text), 'retention?': object({ 'duration?': text, from: text }), sha256: text, text, time: text, 'uses?': list(text),
  'validity?': text, 'why?': text,
})
const RECORD = object({
  'age?': text, 'button?': text, cmt: list(text), 'controller?': CONTROLLER, 'created?': text, 'dir?': text, form: text, 'gpc?': flag,
  'holder?': text, iat: whole, lang: text, mh: text, 'notice?': WORDS, 'origin?': text, purposes: list(DECISION), 'regions?': list(text),
  'release?': text, sid: text, 'sig?': text, 'terms?': WORDS, v: whole,
})

/** §1: RFC 8785. A list that may be missing is not there when it is empty. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`
  if (!isObject(value)) return JSON.stringify(value)
  const left = Object.keys(value).filter((name) => value[name].length !== 0 || !['parties', 'regions', 'uses'].includes(name))
  return `{${left.sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`
}

/** §1: base64url without padding and without spare bits; `size` bytes if given. */
function unb64(string, size) {
  const data = new Uint8Array(Buffer.from(string, 'base64url'))
  if (b64(data) !== string) refuse('bad-base64')
  return size === undefined || data.length === size ? data : refuse('bad-length')
}

/** §2: the RFC 7638 thumbprint. */
async function thumbprint({ alg, crv, kty, pub, x, y }) {
  const members = { AKP: { alg, kty, pub }, OKP: { crv, kty, x }, EC: { crv, kty, x, y } }[kty]
  return b64(await sha256(utf8(JSON.stringify(members))))
}

// RFC 9180, base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
const kem = bytes('KEM', uint(0x0020, 2))
const suite = bytes('HPKE', uint(0x0020, 2), uint(0x0001, 2), uint(0x0001, 2))

async function hmac(key, data) {
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await subtle.sign('HMAC', imported, data))
}

/** An absent salt is a block of zeros (RFC 5869 §2.2). */
const extract = (id, salt, label, ikm) => hmac(salt ?? new Uint8Array(32), bytes('HPKE-v1', id, label, ikm))

/** One round of HKDF-Expand: nothing here asks for more than 32 bytes. */
const expand = async (id, prk, label, info, size) =>
  (await hmac(prk, bytes(uint(size, 2), 'HPKE-v1', id, label, info, [1]))).slice(0, size)

async function hpkeOpen({ x, d }, enc, info, sealed) {
  const okp = { kty: 'OKP', crv: 'X25519' }
  const secret = await subtle.importKey('jwk', { ...okp, x, d }, 'X25519', false, ['deriveBits'])
  const sender = await subtle.importKey('raw', enc, 'X25519', false, [])
  const dh = new Uint8Array(await subtle.deriveBits({ name: 'X25519', public: sender }, secret, 256).catch(() => refuse('low-order-point')))
  if (dh.every((byte) => byte === 0)) refuse('low-order-point')

  const shared = await expand(kem, await extract(kem, undefined, 'eae_prk', dh), 'shared_secret', bytes(enc, unb64(x)), 32)
  const context = bytes([0], await extract(suite, undefined, 'psk_id_hash', []), await extract(suite, undefined, 'info_hash', info))
  const schedule = await extract(suite, shared, 'secret', [])
  const key = await expand(suite, schedule, 'key', context, 16)
  const nonce = await expand(suite, schedule, 'base_nonce', context, 12)
  return gcmOpen(key, nonce, new Uint8Array(0), sealed)
}

/** RFC 7518 §4.6: ECDH-ES, Concat KDF, then AES key wrap. */
async function ecdhOpen({ x, y, d }, epk, wrapped) {
  const p256 = { name: 'ECDH', namedCurve: 'P-256' }
  const secret = await subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y, d }, p256, false, ['deriveBits'])
  const sender = await subtle.importKey('jwk', epk, p256, false, []).catch(() => refuse('bad-point'))
  const z = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: sender }, secret, 256))
  const alg = 'ECDH-ES+A256KW'
  const kek = await sha256(bytes(uint(1, 4), z, uint(alg.length, 4), alg, uint(0, 4), uint(0, 4), uint(256, 4)))
  const wrapping = await subtle.importKey('raw', kek, 'AES-KW', false, ['unwrapKey'])
  const cek = await subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', true, ['decrypt']).catch(() => refuse('altered'))
  return new Uint8Array(await subtle.exportKey('raw', cek))
}

async function gcmOpen(key, iv, additionalData, sealed) {
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, imported, sealed).catch(() => refuse('altered')))
}

/** §7: the content key, by the first recipient that is one of ours. */
async function contentKey(recipients, keys) {
  const recipient = recipients.find(({ header }) => keys.has(header.kid))
  if (!recipient) return undefined
  const { header, encrypted_key } = recipient
  const key = keys.get(header.kid)
  if (header.alg !== key.alg) refuse('alg-mismatch')
  if (key.alg === 'ECDH-ES+A256KW') return ecdhOpen(key, header.epk, unb64(encrypted_key))
  if (key.alg !== 'HPKE-3-KE') throw new Error('this script does not open HPKE-9-KE')
  return hpkeOpen(key, unb64(header.ek), bytes('JOSE-HPKE rcpt', [0xff], 'A256GCM', [0xff]), unb64(encrypted_key))
}

/** §6 and §7: the part's own members, as far as they can be seen without a key. */
function readPart(part) {
  const header = inner(decode(unb64(part.protected)))
  HEADER(header)
  if (header.typ !== 'waxseal+jwe;v=1') refuse('unknown-version')
  if (header.enc !== 'A256GCM') refuse('unknown-alg')
  if (header.cty !== 'json') MALFORMED()
  unb64(header.sid, 16)
  unb64(header.mh, 32)
  unb64(header.cmt, 32)
  unb64(part.aad, 32)
  part.recipients.forEach(readRecipient)
  unb64(part.iv, 12)
  unb64(part.ciphertext)
  unb64(part.tag, 16)
  return { part, header }
}

/** §7: what the algorithm asks for, and nothing else. */
function readRecipient({ header, encrypted_key }) {
  const [point, wrapped] = { 'HPKE-9-KE': [1120, 48], 'HPKE-3-KE': [32, 48], 'ECDH-ES+A256KW': [32, 40] }[header.alg] ?? refuse('unknown-alg')
  unb64(header.kid, 32)
  if (wrapped === 48) {
    if (!('ek' in header) || 'epk' in header) MALFORMED()
    unb64(header.ek, point)
  } else {
    if ('ek' in header || header.epk?.kty !== 'EC' || header.epk.crv !== 'P-256') MALFORMED()
    unb64(header.epk.x, point)
    unb64(header.epk.y, point)
  }
  unb64(encrypted_key, wrapped)
}

/** §5.1: the record, in its one spelling. */
function readRecord(json) {
  const record = inner(json)
  RECORD(record)
  if (record.v !== 1) refuse('unknown-version')
  return canonical(record) === json ? record : MALFORMED()
}

/** receipt.md §2: what the holder signed, as a JWS with a fixed header. */
async function signedByHolder({ iat, sig, ...signed }) {
  const key = await subtle.importKey('raw', unb64(signed.holder, 32), 'Ed25519', false, ['verify'])
  const input = [b64(utf8('{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}')), b64(utf8(canonical(signed)))].join('.')
  return subtle.verify('Ed25519', key, unb64(sig, 64), utf8(input))
}

/** §9: what must hold between the envelope, its record and its parts. */
async function check(envelope, record, parts) {
  if (parts.length > 64 || parts.some(({ part }) => part.recipients.length > 16)) refuse('too-large')
  if (parts.some(({ header }) => header.sid !== envelope.sid)) refuse('part-foreign')
  if (new Set(parts.map(({ header }) => header.n)).size < parts.length) refuse('part-repeated')
  if (parts.length === 0 || parts.some(({ header }) => header.of !== parts.length)) refuse('part-count')
  if (parts.some(({ header }, index) => header.n !== index)) refuse('part-order')
  for (const { part } of parts) {
    if (part.recipients.length === 0) MALFORMED()
    if (new Set(part.recipients.map(({ header }) => header.alg === 'HPKE-9-KE')).size > 1) refuse('mixed-suites')
  }
  const asked = record.purposes.length > 0
  const given = (id) => record.purposes.some((purpose) => purpose.id === id && purpose.given)
  const own = ({ header }) => record.mh === header.mh && header.pur.every(given) && asked === header.pur.length > 0
  if (record.sid !== envelope.sid || asked !== 'sig' in record || !parts.every(own)) refuse('consent-mismatch')
  if (canonical(record.cmt) !== canonical(parts.map(({ header }) => header.cmt))) refuse('content-mismatch')
  if (asked) await checkRecord(record)
  const hash = b64(await sha256(utf8(envelope.consent)))
  if (parts.some(({ part }) => part.aad !== hash)) refuse('consent-mismatch')
  const same = record.iat === envelope.iat && record.form === envelope.form && record.mh === envelope.mh
  if (!same) refuse('header-mismatch')
}

/** receipt.md §3: texts, signature, and what nobody could have chosen. */
async function checkRecord(record) {
  for (const shown of [record.notice, record.terms, ...record.purposes]) {
    if (shown && b64(await sha256(utf8(shown.text))) !== shown.sha256) refuse('consent-mismatch')
  }
  if (!record.holder) refuse('consent-mismatch')
  if (!(await signedByHolder(record).catch(() => false))) refuse('bad-signature')
  const ids = new Set(record.purposes.map(({ id }) => id))
  const sound = record.purposes.every(
    ({ basis, given, control, time, why }) =>
      ['consent', 'legitimate-interest', ...(given ? ['contract', 'legal-obligation'] : [])].includes(basis) &&
      ['box', 'objection', 'notice', 'import'].includes(control) &&
      [undefined, 'signal', 'after-signal', 'age'].includes(why) &&
      isTime(time),
  )
  if (!sound || ids.size < record.purposes.length || !record.controller || !isTime(record.created)) refuse('consent-mismatch')
}

/** receipt.md §1: RFC 3339, UTC, whole seconds. */
function isTime(time = '') {
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) ? new Date(time) : new Date(NaN)
  return date >= 0 && date.toISOString() === time.replace('Z', '.000Z')
}

/** §8: what one part holds; `undefined` if it was sealed to others. */
async function openPart({ part, header }, keys) {
  const key = await contentKey(part.recipients, keys)
  if (!key) return undefined
  if (b64(await sha256(bytes('waxseal v1 cmt', [0], key))) !== header.cmt) refuse('commitment-mismatch')
  const sealed = bytes(unb64(part.ciphertext), unb64(part.tag))
  const plain = await gcmOpen(key, unb64(part.iv), utf8(`${part.protected}.${part.aad}`), sealed)
  try {
    return readPlaintext(inner(decode(plain)))
  } catch {
    return refuse('bad-plaintext')
  }
}

/** §6.2: fields, and what the sender's checks made of some of them. */
function readPlaintext(plaintext) {
  const named = (of) => (value) => (isObject(value) ? Object.values(value).forEach(of) : MALFORMED())
  object({ fields: named((value) => (Array.isArray(value) ? list(text)(value) : text(value))), files: list(MALFORMED), 'values?': named(text) })(plaintext)
  const { fields, values = {} } = plaintext
  return Object.keys(values).every((name) => typeof fields[name] === 'string') ? { fields, values } : MALFORMED()
}

/** §9: whether it is an envelope at all, of this version and form. */
function readEnvelope(json) {
  if (json.length > 4 << 20) refuse('too-large')
  const { whole: envelope, more } = parse(decode(json))
  try {
    ENVELOPE(envelope)
  } catch (error) {
    if (!isObject(envelope) || !('parts' in envelope) || !Number.isSafeInteger(envelope.v)) throw error
    if (envelope.v !== 1) refuse('unknown-version')
    if (!('consent' in envelope) && Array.isArray(envelope.parts) && envelope.parts.some((part) => part?.aad?.length > 43)) refuse('older-format')
    throw error
  }
  if (more) refuse('trailing-data')
  if (envelope.v !== 1) refuse('unknown-version')
  unb64(envelope.sid, 16)
  unb64(envelope.mh, 32)
  if (!/^[^@]+@(0|[1-9]\d*)$/.test(envelope.form)) MALFORMED()
  return envelope.files.length > 0 ? refuse('unsupported-files') : envelope
}

async function open(json, jwks) {
  const envelope = readEnvelope(json)
  const consent = readRecord(envelope.consent)
  const parts = envelope.parts.map(readPart)
  await check(envelope, consent, parts)

  const keys = new Map(await Promise.all(jwks.keys.map(async (key) => [await thumbprint(key), key])))
  const opened = []
  for (const part of parts) opened.push(await openPart(part, keys))
  const ours = opened.filter(Boolean)
  if (ours.length === 0) refuse('wrong-key')
  const { sid, form, iat } = envelope
  const join = (name) => Object.assign({}, ...ours.map((part) => part[name]))
  const values = join('values')
  return { sid, form, iat, fields: join('fields'), ...(Object.keys(values).length > 0 && { values }), consent }
}

try {
  const jwks = JSON.parse(await readFile(process.argv[2], 'utf8'))
  console.log(JSON.stringify(await open(await buffer(stdin), jwks)))
} catch (error) {
  console.error(`error: ${error.code ?? error.message}`)
  process.exitCode = 1
}
