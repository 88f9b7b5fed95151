// npm `hpke` with X-Wing in JavaScript, by @noble: no browser has it in SubtleCrypto yet.
import { KDF_SHAKE256, KEM_MLKEM768_X25519 } from '@panva/hpke-noble'
import { AEAD_AES_256_GCM, CipherSuite } from 'hpke'
import { fromBase64url } from '../bytes.js'

export async function sealer({ pq }) {
  const suite = new CipherSuite(KEM_MLKEM768_X25519, KDF_SHAKE256, AEAD_AES_256_GCM)
  const key = await suite.DeserializePublicKey(fromBase64url(pq.pub))
  return (bytes) => suite.Seal(key, bytes)
}
