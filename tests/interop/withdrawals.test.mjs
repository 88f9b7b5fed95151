// npm `jose` and withdrawals, of the holder and of the owner: crates/core/tests/withdrawals.rs reads the same files.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { flattenedVerify, importJWK } from 'jose'
import { root } from '../../scripts/lib/project.mjs'

const folder = join(root, 'tests/withdrawals')
const vectors = readdirSync(folder).map((name) => ({ name, ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }))
const verify = async ({ withdrawal, public: x }) => flattenedVerify(withdrawal, await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519'))

test('jose verifies what Waxseal takes, and it says the same', async () => {
  const sound = vectors.filter(({ result }) => result === 'ok')
  assert.equal(sound.length, 4)
  for (const vector of sound) {
    const { payload, protectedHeader } = await verify(vector)
    assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), vector.says, vector.name)
    const by = vector.says.reason ? 'waxseal-owner-withdrawal' : 'waxseal-withdrawal'
    assert.deepEqual(protectedHeader, { alg: 'Ed25519', typ: `${by}+jws;v=1` }, vector.name)
  }
})

test('jose refuses the signatures that Waxseal refuses', async () => {
  const forged = vectors.filter(({ result }) => result === 'bad-signature')
  assert.equal(forged.length, 3)
  for (const vector of forged) await assert.rejects(verify(vector), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' }, vector.name)
})
