// npm `libsodium-wrappers`, a sealed box: X25519 and XSalsa20-Poly1305 in WebAssembly, synchronous as we are.
import sodium from 'libsodium-wrappers'
import { fromBase64url } from '../bytes.js'

export async function sealer({ hpke }) {
  await sodium.ready
  const key = fromBase64url(hpke.x)
  return (bytes) => sodium.crypto_box_seal(bytes, key)
}
