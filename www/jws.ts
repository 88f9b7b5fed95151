/** What a holder signs, as a JWS (RFC 7515) with a fixed header; crates/core/src/holder.rs has the same. */
import { type Bytes, encode, utf8 } from './base64'

export const CONSENT = '{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}'
export const WITHDRAWAL = '{"alg":"Ed25519","typ":"waxseal-withdrawal+jws;v=1"}'

/** The signing input, and its two parts as the flattened JWS has them. */
export function signingInput(header: string, payload: string): [Bytes, { payload: string; protected: string }] {
  const parts = { payload: encode(utf8(payload)), protected: encode(utf8(header)) }
  return [utf8(`${parts.protected}.${parts.payload}`), parts]
}
