// Opens one Waxseal envelope with nothing but Node 20 or newer. Written from docs/format.md alone; the section numbers are its.
//
//   node docs/open.mjs KEY.json < envelope.json
//
// KEY.json is a JWK Set with secret keys of the suites HPKE-3-KE and ECDH-ES+A256KW. (HPKE-9-KE needs ML-KEM, which
// Node 20 has not: use `waxseal open`.) Prints {sid, form, iat, fields, consent}; exit status 1 and a code if refused.
//
// It refuses what §9 says, with two gaps: JSON.parse keeps the last of repeated members, and calls cut and doubled input
// `malformed`.
import { readFile } from 'node:fs/promises'
import { stdin } from 'node:process'
import { text } from 'node:stream/consumers'

const { subtle } = globalThis.crypto
const utf8 = (string) => new TextEncoder().encode(string)
const bytes = (...items) => Uint8Array.from(items.flatMap((item) => [...(typeof item === 'string' ? utf8(item) : item)]))
const uint = (value, size) => Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256)
const b64 = (data) => Buffer.from(data).toString('base64url')
const sha256 = async (data) => new Uint8Array(await subtle.digest('SHA-256', data))
const decode = (data) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
const json = (string) => { try { return JSON.parse(string) } catch { return refuse('malformed') } }
const sorted = (_, value) => (value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort()) : value)
const canonical = (value) => JSON.stringify(value, sorted)
/** The object, if it has just these members; one with a question mark may be missing. */
function only(object, ...names) {
  const there = Object.keys(object ?? {})
  const known = names.map((name) => name.replace('?', ''))
  const whole = names.every((name) => name.endsWith('?') || there.includes(name))
  return whole && there.every((name) => known.includes(name)) ? object : refuse('malformed')
}
const refuse = (code) => { throw Object.assign(new Error(code), { code }) }

/** §1: base64url without padding and without spare bits; `size` bytes if given. */
function unb64(string, size) {
  const data = typeof string === 'string' ? new Uint8Array(Buffer.from(string, 'base64url')) : refuse('malformed')
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
  if (key.alg === 'ECDH-ES+A256KW') return ecdhOpen(key, header.epk, unb64(encrypted_key, 40))
  if (key.alg !== 'HPKE-3-KE') throw new Error('this script does not open HPKE-9-KE')
  return hpkeOpen(key, unb64(header.ek, 32), bytes('JOSE-HPKE rcpt', [0xff], 'A256GCM', [0xff]), unb64(encrypted_key, 48))
}

/** §6 and §7: the part's own members, as far as they can be seen without a key. */
function readPart(part) {
  only(part, 'protected', 'aad', 'recipients', 'iv', 'ciphertext', 'tag')
  const header = only(json(decode(unb64(part.protected))), 'enc', 'typ', 'cty', 'sid', 'n', 'of', 'pur', 'mh', 'cmt')
  const record = json(decode(unb64(part.aad)))
  if (header.typ !== 'waxseal+jwe;v=1' || record.v !== 1) refuse('unknown-version')
  if (header.enc !== 'A256GCM') refuse('unknown-alg')
  if (header.cty !== 'json' || part.recipients.length === 0 || canonical(record) !== decode(unb64(part.aad))) refuse('malformed')
  readRecord(record)
  for (const { header } of part.recipients) {
    if (!['HPKE-9-KE', 'HPKE-3-KE', 'ECDH-ES+A256KW'].includes(header.alg)) refuse('unknown-alg')
    only(header, 'alg', 'kid', header.alg.startsWith('HPKE') ? 'ek' : 'epk')
  }
  if (new Set(part.recipients.map(({ header }) => header.alg === 'HPKE-9-KE')).size > 1) refuse('mixed-suites')
  return { part, header, record }
}

/** receipt.md §1: the members of a consent record. */
function readRecord(record) {
  only(record, 'age?', 'button?', 'controller?', 'created?', 'dir?', 'form', 'gpc?', 'holder?', 'iat', 'lang', 'mh', 'notice?', 'origin?', 'purposes', 'regions?', 'release?', 'sid', 'sig?', 'terms?', 'v')
  if (record.controller) only(record.controller, 'address', 'authority?', 'contact', 'country', 'dpo?', 'name', 'privacy')
  for (const words of [record.notice, record.terms]) if (words) only(words, 'lang', 'sha256', 'text')
  for (const purpose of record.purposes) {
    only(purpose, 'basis', 'channel?', 'control', 'dpv?', 'fields', 'given', 'id', 'lang', 'parties?', 'recipients', 'retention?', 'sha256', 'text', 'time', 'uses?', 'validity?', 'why?')
    for (const party of purpose.parties ?? []) only(party, 'address?', 'country?', 'name', 'role?')
    if (purpose.retention) only(purpose.retention, 'duration?', 'from')
  }
}

/** receipt.md §2: what the holder signed, as a JWS with a fixed header. */
async function signedByHolder({ iat, sig, ...signed }) {
  const key = await subtle.importKey('raw', unb64(signed.holder, 32), 'Ed25519', false, ['verify']).catch(() => refuse('bad-signature'))
  const input = [b64(utf8('{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}')), b64(utf8(canonical(signed)))].join('.')
  return subtle.verify('Ed25519', key, unb64(sig, 64), utf8(input))
}

/** §9: what must hold between the envelope and its parts. */
async function check(envelope, parts) {
  if (parts.some(({ header }) => header.sid !== envelope.sid)) refuse('part-foreign')
  if (new Set(parts.map(({ header }) => header.n)).size < parts.length) refuse('part-repeated')
  if (parts.length === 0 || parts.some(({ header }) => header.of !== parts.length)) refuse('part-count')
  if (parts.some(({ header }, index) => header.n !== index)) refuse('part-order')
  for (const { header, record } of parts) {
    const given = (id) => record.purposes.some((purpose) => purpose.id === id && purpose.given)
    const same = canonical(record) === canonical(parts[0].record) && record.sid === header.sid && record.mh === header.mh
    const asked = record.purposes.length > 0
    if (!same || !header.pur.every(given) || asked !== header.pur.length > 0 || asked !== 'sig' in record) refuse('consent-mismatch')
    if (asked) await checkRecord(record)
    if (record.iat !== envelope.iat || record.form !== envelope.form || header.mh !== envelope.mh) refuse('header-mismatch')
  }
}

/** receipt.md §3: texts, signature, and what nobody could have chosen. */
async function checkRecord(record) {
  for (const shown of [record.notice, record.terms, ...record.purposes]) {
    if (shown && b64(await sha256(utf8(shown.text))) !== shown.sha256) refuse('consent-mismatch')
  }
  if (!record.holder) refuse('consent-mismatch')
  if (!(await signedByHolder(record))) refuse('bad-signature')
  const ids = new Set(record.purposes.map(({ id }) => id))
  const sound = record.purposes.every(
    ({ basis, given, control, why }) =>
      ['consent', 'legitimate-interest', ...(given ? ['contract', 'legal-obligation'] : [])].includes(basis) &&
      ['box', 'objection', 'notice', 'import'].includes(control) &&
      [undefined, 'signal', 'after-signal', 'age'].includes(why),
  )
  if (!sound || ids.size < record.purposes.length || !record.controller || !record.created) refuse('consent-mismatch')
}

/** §8: the fields of one part; `undefined` if it was sealed to others. */
async function openPart({ part, header }, keys) {
  const key = await contentKey(part.recipients, keys)
  if (!key) return undefined
  if (b64(await sha256(bytes('waxseal v1 cmt', [0], key))) !== header.cmt) refuse('commitment-mismatch')
  const sealed = bytes(unb64(part.ciphertext), unb64(part.tag, 16))
  const plain = decode(await gcmOpen(key, unb64(part.iv, 12), utf8(`${part.protected}.${part.aad}`), sealed))
  try {
    const { fields, files } = only(JSON.parse(plain), 'fields', 'files')
    const isText = (value) => typeof value === 'string'
    if (files.length === 0 && Object.values(fields).every((value) => isText(value) || value.every(isText))) return fields
  } catch {}
  return refuse('bad-plaintext')
}

async function open(envelope, jwks) {
  if (envelope?.v !== 1) refuse(Number.isInteger(envelope?.v) ? 'unknown-version' : 'malformed')
  const { sid, iat, form, mh, files } = only(envelope, 'v', 'sid', 'iat', 'form', 'mh', 'parts', 'files')
  unb64(sid, 16)
  unb64(mh, 32)
  if (!/^[^@]+@(0|[1-9]\d*)$/.test(form)) refuse('malformed')
  if (files.length > 0) refuse('unsupported-files')
  const parts = envelope.parts.map(readPart)
  await check(envelope, parts)

  const keys = new Map(await Promise.all(jwks.keys.map(async (key) => [await thumbprint(key), key])))
  const opened = []
  for (const part of parts) opened.push({ fields: await openPart(part, keys), record: part.record })
  const ours = opened.filter(({ fields }) => fields)
  if (ours.length === 0) refuse('wrong-key')
  return { sid, form, iat, fields: Object.assign({}, ...ours.map(({ fields }) => fields)), consent: ours[0].record }
}

try {
  const jwks = JSON.parse(await readFile(process.argv[2], 'utf8'))
  console.log(JSON.stringify(await open(json(await text(stdin)), jwks)))
} catch (error) {
  console.error(`error: ${error.code ?? error.message}`)
  process.exitCode = 1
}
