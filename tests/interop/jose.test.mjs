// npm `jose` and the suite `compat`: any JOSE library opens what we seal, in one call, and we open what it seals.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FlattenedEncrypt, calculateJwkThumbprint, generalDecrypt, importJWK } from 'jose'
import { FIELDS, owner } from './lib/owner.mjs'
import { sha256, write } from './lib/envelope.mjs'

describe('jose', async () => {
  const { jwk, publicJwk, seal, open } = owner('compat')

  test('opens our envelope in one call', async () => {
    const {
      consent,
      parts: [part],
    } = seal()
    const { plaintext, additionalAuthenticatedData } = await generalDecrypt(part, await importJWK(jwk, 'ECDH-ES+A256KW'))
    assert.deepEqual(JSON.parse(Buffer.from(plaintext)), { fields: FIELDS, files: [] })
    assert.equal(Buffer.from(additionalAuthenticatedData).toString('base64url'), sha256(consent))
  })

  test('refuses our envelope with another consent record', async () => {
    const {
      consent,
      parts: [part],
    } = seal()
    const { iat } = JSON.parse(consent)
    const aad = sha256(consent.replace(`"iat":${iat}`, `"iat":${iat + 1}`))
    await assert.rejects(generalDecrypt({ ...part, aad }, await importJWK(jwk, 'ECDH-ES+A256KW')), { code: 'ERR_JWE_DECRYPTION_FAILED' })
  })

  test('seals an envelope that waxseal opens', async () => {
    const envelope = await write(FIELDS, async (contentKey) => {
      const wrapped = await new FlattenedEncrypt(Buffer.from('jose wraps a content key only around some content'))
        .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
        .setContentEncryptionKey(contentKey)
        .encrypt(await importJWK(publicJwk, 'ECDH-ES+A256KW'))
      const { alg, epk } = JSON.parse(Buffer.from(wrapped.protected, 'base64url'))
      const { crv, kty, x, y } = epk
      return { header: { alg, kid: publicJwk.kid, epk: { crv, kty, x, y } }, encrypted_key: wrapped.encrypted_key }
    })
    assert.deepEqual(open(envelope).fields, FIELDS)
  })

  test('names our keys as we do', async () => {
    assert.equal(await calculateJwkThumbprint(publicJwk), publicJwk.kid)
  })
})
