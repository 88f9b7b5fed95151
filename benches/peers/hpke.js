// npm `hpke`, X25519 and AES by SubtleCrypto.
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { fromBase64url } from '../bytes.js'

export async function sealer({ hpke }) {
  const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  const key = await suite.DeserializePublicKey(fromBase64url(hpke.x))
  return (bytes) => suite.Seal(key, bytes)
}
