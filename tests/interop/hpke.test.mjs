// npm `hpke`: HPKE-3-KE by WebCrypto, HPKE-9-KE by @noble (Node 20 has no ML-KEM), both ways.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as noble from '@panva/hpke-noble'
import * as hpke from 'hpke'
import { flattenedDecrypt } from 'jose'
import { INFO, sha256, write } from './lib/envelope.mjs'
import { FIELDS, owner } from './lib/owner.mjs'

const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64url'))

const SUITES = {
  hpke: {
    alg: 'HPKE-3-KE',
    suite: () => new hpke.CipherSuite(hpke.KEM_DHKEM_X25519_HKDF_SHA256, hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_128_GCM),
    secret: ({ d }) => bytes(d),
    public: ({ x }) => bytes(x),
  },
  pq: {
    alg: 'HPKE-9-KE',
    suite: () => new hpke.CipherSuite(noble.KEM_MLKEM768_X25519, noble.KDF_SHAKE256, hpke.AEAD_AES_256_GCM),
    secret: ({ priv }) => bytes(priv),
    public: ({ pub }) => bytes(pub),
  },
}

for (const [name, { alg, suite: make, secret, public: publicBytes }] of Object.entries(SUITES)) {
  describe(alg, async () => {
    const suite = make()
    const { jwk, publicJwk, seal, open } = owner(name)

    test('the library opens our envelope', async () => {
      const [{ recipients, ...part }] = seal().parts
      const [{ header, encrypted_key }] = recipients
      assert.equal(header.alg, alg)
      assert.equal(header.kid, jwk.kid)
      const key = await suite.DeserializePrivateKey(secret(jwk), true)
      const contentKey = await suite.Open(key, bytes(header.ek), bytes(encrypted_key), { info: INFO })
      const { plaintext, protectedHeader } = await flattenedDecrypt({ ...part, header: { alg: 'dir' } }, contentKey)
      assert.deepEqual(JSON.parse(Buffer.from(plaintext)), { fields: FIELDS, files: [] })
      assert.equal(protectedHeader.cmt, sha256('waxseal v1 cmt\0', contentKey))
    })

    const sealedByLibrary = (info) =>
      write(FIELDS, async (contentKey) => {
        const key = await suite.DeserializePublicKey(publicBytes(publicJwk))
        const { encapsulatedSecret, ciphertext } = await suite.Seal(key, new Uint8Array(contentKey), { info })
        const [ek, encrypted_key] = [encapsulatedSecret, ciphertext].map((value) => Buffer.from(value).toString('base64url'))
        return { header: { alg, kid: publicJwk.kid, ek }, encrypted_key }
      })

    test('we open what the library seals', async () => {
      assert.deepEqual(open(await sealedByLibrary(INFO)).fields, FIELDS)
    })

    test('we refuse what the library seals for another use', async () => {
      assert.match(open(await sealedByLibrary(Buffer.from('another use'))), /: altered:/)
    })
  })
}
