/** Key agreement on P-256 is the browser's own: the curve has no cheap place in the module. */
import type { Bytes } from '../base64'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
/** The length of an uncompressed point. */
const POINT = 65

/**
 * Fresh key agreements, one with each of `points` (65 bytes apiece): ephemeral point and shared secret, 97 bytes apiece. Nothing at all
 * if one of them cannot be made: a point off the curve, or no SubtleCrypto in a page that did not come over https.
 */
export async function agree(points: Bytes): Promise<Uint8Array> {
  const made: Promise<number[]>[] = []
  for (let at = 0; at < points.length; at += POINT) made.push(agreement(points.slice(at, at + POINT)))
  return new Uint8Array((await Promise.all(made).catch(() => [])).flat())
}

async function agreement(point: Bytes): Promise<number[]> {
  const { subtle } = crypto
  const theirs = await subtle.importKey('raw', point, CURVE, false, [])
  const { publicKey, privateKey } = await subtle.generateKey(CURVE, false, ['deriveBits'])
  const epk = await subtle.exportKey('raw', publicKey)
  const z = await subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256)
  return [...new Uint8Array(epk), ...new Uint8Array(z)]
}
