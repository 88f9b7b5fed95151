// npm `jose`, JWE as our suite `compat` has it; P-256 and AES by SubtleCrypto.
import { GeneralEncrypt, importJWK } from 'jose'

export async function sealer({ compat }) {
  const alg = 'ECDH-ES+A256KW'
  const key = await importJWK(compat, alg)
  return (bytes) => new GeneralEncrypt(bytes).setProtectedHeader({ enc: 'A256GCM' }).addRecipient(key).setUnprotectedHeader({ alg }).encrypt()
}
