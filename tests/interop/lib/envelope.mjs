// Writes an envelope from docs/format.md, with none of our own code: jose encrypts, the caller wraps the content key.
import { createHash, randomBytes } from 'node:crypto'
import { FlattenedEncrypt } from 'jose'

export const sha256 = (...parts) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest('base64url')

/** §5 to §6.2: one part, no purposes. `wrap` gives the recipient of a content key, §7. */
export async function write(fields, wrap) {
  const contentKey = randomBytes(32)
  const common = { iat: Math.floor(Date.now() / 1000), form: 'interop@1', mh: sha256('no policy'), sid: randomBytes(16).toString('base64url') }
  const { iat, form, mh, sid } = common
  const header = { enc: 'A256GCM', typ: 'waxseal+jwe;v=1', cty: 'json', sid, n: 0, of: 1, pur: [], mh, cmt: sha256('waxseal v1 cmt\0', contentKey) }
  const consent = JSON.stringify({ cmt: [header.cmt], form, iat, lang: 'en', mh, purposes: [], sid, v: 1 })
  const text = JSON.stringify({ fields, files: [] })
  const sealed = await new FlattenedEncrypt(Buffer.from(text + ' '.repeat(256 - Buffer.byteLength(text))))
    .setProtectedHeader(header)
    // The content key is the key itself here; each recipient gets it by their own header.
    .setUnprotectedHeader({ alg: 'dir' })
    .setAdditionalAuthenticatedData(Buffer.from(sha256(consent), 'base64url'))
    .encrypt(contentKey)
  const { iv, ciphertext, tag } = sealed
  const part = { protected: sealed.protected, aad: sealed.aad, recipients: [await wrap(contentKey)], iv, ciphertext, tag }
  return { v: 1, sid, iat, form, mh, consent, parts: [part], files: [] }
}

/** §7.1: what both sides of HPKE say. */
export const INFO = Buffer.concat([Buffer.from('JOSE-HPKE rcpt'), Buffer.of(255), Buffer.from('A256GCM'), Buffer.of(255)])
