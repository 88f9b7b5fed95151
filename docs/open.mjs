// Opens one Waxseal envelope with nothing but Node 20 or newer. Written from docs/format.md alone; the section numbers are its.
//
//   node docs/open.mjs KEY.json < envelope.json
//
// KEY.json is a JWK Set with secret keys of the suites HPKE-3-KE and ECDH-ES+A256KW. (HPKE-9-KE needs ML-KEM, which
// Node 20 has not: use `waxseal open`.) Prints {sid, form, iat, fields, consent}; exit status 1 and a code if refused.
//
// To stay short it makes the checks of §9 that could mislead a reader, not those of mere shape, such as unknown members.
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
  for (const { header, encrypted_key } of recipients) {
    const key = keys.get(header.kid)
    if (!key) continue
    if (header.alg !== key.alg) refuse('alg-mismatch')
    const wrapped = unb64(encrypted_key)
    if (key.alg === 'ECDH-ES+A256KW') return ecdhOpen(key, header.epk, wrapped)
    if (key.alg === 'HPKE-3-KE') return hpkeOpen(key, unb64(header.ek, 32), bytes('JOSE-HPKE rcpt', [0xff], 'A256GCM', [0xff]), wrapped)
    refuse('unknown-alg')
  }
  return undefined
}

/** §8: one part; `undefined` if it was sealed to others. */
async function openPart(envelope, part, index, keys) {
  const header = json(decode(unb64(part.protected)))
  const record = json(decode(unb64(part.aad)))
  if (header.typ !== 'waxseal+jwe;v=1' || record.v !== 1) refuse('unknown-version')
  if (header.enc !== 'A256GCM') refuse('unknown-alg')
  if (header.cty !== 'json' || canonical(record) !== decode(unb64(part.aad))) refuse('malformed')
  if (header.sid !== envelope.sid) refuse('part-foreign')
  if (header.of !== envelope.parts.length) refuse('part-count')
  if (header.n !== index) refuse('part-order')
  const given = record.purposes.filter((purpose) => purpose.given).map((purpose) => purpose.id)
  if (record.sid !== header.sid || record.mh !== header.mh || canonical(given) !== canonical(header.pur)) refuse('consent-mismatch')
  for (const { text, sha256: hash } of record.purposes) if (b64(await sha256(utf8(text))) !== hash) refuse('consent-mismatch')
  if (record.iat !== envelope.iat || record.form !== envelope.form || header.mh !== envelope.mh) refuse('header-mismatch')

  const key = await contentKey(part.recipients, keys)
  if (!key) return undefined
  if (b64(await sha256(bytes('waxseal v1 cmt', [0], key))) !== header.cmt) refuse('commitment-mismatch')
  const sealed = bytes(unb64(part.ciphertext), unb64(part.tag, 16))
  const plain = await gcmOpen(key, unb64(part.iv, 12), utf8(`${part.protected}.${part.aad}`), sealed)
  return { fields: json(decode(plain)).fields, record }
}

async function open(envelope, jwks) {
  if (envelope.v !== 1) refuse('unknown-version')
  if (envelope.files.length > 0) refuse('unsupported-files')
  const keys = new Map(await Promise.all(jwks.keys.map(async (key) => [await thumbprint(key), key])))
  const parts = await Promise.all(envelope.parts.map((part, index) => openPart(envelope, part, index, keys)))
  const opened = parts.filter(Boolean)
  if (opened.length === 0) refuse('wrong-key')
  const { sid, form, iat } = envelope
  return { sid, form, iat, fields: Object.assign({}, ...opened.map((part) => part.fields)), consent: opened.map((part) => part.record) }
}

try {
  const jwks = JSON.parse(await readFile(process.argv[2], 'utf8'))
  console.log(JSON.stringify(await open(json(await text(stdin)), jwks)))
} catch (error) {
  console.error(`error: ${error.code ?? error.message}`)
  process.exitCode = 1
}
