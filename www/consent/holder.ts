/** The holder's key (Ed25519): made for one record, kept by nobody but the person, in their receipt. */
import { encode, type Bytes } from '../base64'
import { script } from '../packs'
import { sign } from './natives'
import type * as Ed25519 from './ed25519'

/** A key and what it signs with. Both halves are base64url, as in a JWK. */
export interface Holder {
  readonly public: string
  readonly secret: string
  sign(input: Bytes): Promise<string>
}

const NAME = 'Ed25519'

let fallback: Promise<typeof Ed25519> | undefined

/** A fresh key: the browser's own, else one by a script that is fetched where the browser knows no Ed25519. */
export async function holder(): Promise<Holder> {
  try {
    return await own()
  } catch {
    fallback ??= script<typeof Ed25519>('waxseal-ed25519.js')
    // A failed load may be tried again.
    fallback.catch(() => (fallback = undefined))
    return made(await fallback)
  }
}

/** WebKitGTK (2.50) now and then makes a key that it cannot export: that one, too, is made by the script. */
async function own(): Promise<Holder> {
  const { subtle } = crypto
  const { privateKey } = (await subtle.generateKey(NAME, true, ['sign', 'verify'])) as CryptoKeyPair
  const { x = '', d = '' } = await subtle.exportKey('jwk', privateKey)
  return { public: x, secret: d, sign: async (input) => encode(new Uint8Array(await sign(NAME, privateKey, input))) }
}

async function made(script: typeof Ed25519): Promise<Holder> {
  const seed = crypto.getRandomValues(new Uint8Array(32))
  return { public: encode(await script.getPublicKey(seed)), secret: encode(seed), sign: async (input) => encode(await script.sign(input, seed)) }
}
