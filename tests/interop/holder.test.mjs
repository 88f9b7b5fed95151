// npm `jose` and the holder's signature: any JOSE library verifies a receipt, as docs/receipt.md tells.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { flattenedVerify, importJWK } from 'jose'
import { root } from '../../scripts/lib/project.mjs'

const receipt = JSON.parse(readFileSync(join(root, 'docs/example/receipt.json'), 'utf8'))
const sorted = (_, value) => (value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)
const b64 = (text) => Buffer.from(text).toString('base64url')

/** The record as the JWS that its holder signed. */
function jws({ iat, sig, ...signed }) {
  return { protected: b64('{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}'), payload: b64(JSON.stringify(signed, sorted)), signature: sig }
}

const holder = ({ holder: x }) => importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519')

test('jose verifies the receipt of the format', async () => {
  const { record } = receipt
  const { protectedHeader } = await flattenedVerify(jws(record), await holder(record))
  assert.equal(protectedHeader.typ, 'waxseal-consent+jws;v=1')
})

test('jose refuses a receipt in which one letter was changed', async () => {
  const record = structuredClone(receipt.record)
  record.purposes[0].text = record.purposes[0].text.replace('newsletter', 'newsletters')
  await assert.rejects(flattenedVerify(jws(record), await holder(record)), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' })
})

test('the key in the receipt is that of its signature', async () => {
  const { key: d, record } = receipt
  await assert.doesNotReject(importJWK({ kty: 'OKP', crv: 'Ed25519', d, x: record.holder }, 'Ed25519'))
})
