/** The holder's key (Ed25519), which a receipt carries: signing with it, and checking what it signed. */
import { type Bytes, decode, encode } from '../base64'
import { signingInput } from '../jws'
import { script } from '../packs'

interface Fallback {
  getPublicKey(seed: Uint8Array): Uint8Array | Promise<Uint8Array>
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array | Promise<Uint8Array>
}

const ED25519 = 'Ed25519'
/** What stands before the seed in PKCS #8 (RFC 8410 §7). */
const PKCS8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]

/** The flattened JWS (RFC 7515 §7.2.2) of `payload`, signed with the key of `seed`. */
export async function sign(seed: Bytes, header: string, payload: string): Promise<string> {
  const [input, parts] = signingInput(header, payload)
  const key = await secret(seed)
  const signature = key ? await crypto.subtle.sign(ED25519, key, input) : await (await fallback()).sign(input, seed)
  return JSON.stringify({ ...parts, signature: encode(new Uint8Array(signature)) })
}

/** The public key of `seed`, base64url; not known where neither the browser nor the fallback could be asked. */
export async function publicKey(seed: Bytes): Promise<string | undefined> {
  const key = await secret(seed)
  if (key) return (await crypto.subtle.exportKey('jwk', key)).x
  try {
    return encode(await (await fallback()).getPublicKey(seed))
  } catch {
    return undefined
  }
}

/** Whether the holder `key` signed `payload`; not known where the browser has no Ed25519. */
export async function verify(key: string, header: string, payload: string, signature: string): Promise<boolean | undefined> {
  const [bytes, signed] = [decode(key, 32), decode(signature, 64)]
  if (!bytes || !signed) return false
  // Asked with a key that every engine takes: an unsound one does not mean that nothing can be checked.
  if (!(await secret(new Uint8Array(32).fill(1)))) return undefined
  try {
    const holder = await crypto.subtle.importKey('raw', bytes, ED25519, false, ['verify'])
    return await crypto.subtle.verify(ED25519, holder, signed, signingInput(header, payload)[0])
  } catch {
    return false
  }
}

/** The key of `seed`, where the browser has Ed25519. WebKitGTK (2.50) takes no seed whose first byte is zero. */
async function secret(seed: Bytes): Promise<CryptoKey | undefined> {
  const key = Uint8Array.of(...PKCS8, ...seed)
  // Extractable, as the public half can be had by export only.
  return crypto.subtle.importKey('pkcs8', key, ED25519, true, ['sign']).catch(() => undefined)
}

function fallback(): Promise<Fallback> {
  return script('waxseal-ed25519.js')
}
