/** Reading a receipt, as it was saved or as a page handed it on: the JSON, or the page that holds it. Nothing leaves the device. */
import { decode, encode, utf8 } from '../base64'
import { canonical } from '../canonical'
import { CONSENT } from '../jws'
import { publicKey, verify } from './holder'
import { embedded } from './page'
import type { Receipt, Words } from './receipt'
import { check } from './shape'

/** The most bytes of a file. The page says everything twice. */
const MOST = 4 << 20

/** Why a file is not believed; the key of the sentence is `withdraw.` and this. */
export class Unreadable extends Error {
  constructor(readonly reason: 'bad' | 'altered') {
    super(reason)
  }
}

/** Reads a receipt, and refuses one that was changed since it was made. */
export async function read(file: Blob): Promise<Receipt> {
  if (file.size > MOST) throw new Unreadable('bad')
  const text = await file.text()
  // Where the signature cannot be checked, the receiver finds out.
  return verified(embedded(text) ?? text, false)
}

/** A receipt that is whole; if `strictly`, one whose signature was checked here. */
export async function verified(text: string, strictly: boolean): Promise<Receipt> {
  const receipt = parse(text)
  const { record, key } = receipt
  const { holder, iat, sig, ...signed } = record
  const words = [...record.purposes, record.notice, record.terms].filter((some): some is Words => some !== undefined)
  const whole =
    (await Promise.all(words.map(unchanged))).every(Boolean) && ((await verify(holder, CONSENT, canonical({ ...signed, holder }), sig)) ?? !strictly)
  const seed = decode(key, 32)
  if (!whole || (seed && ((await publicKey(seed)) ?? holder) !== holder)) throw new Unreadable('altered')
  return receipt
}

async function unchanged({ text, sha256 }: Words): Promise<boolean> {
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))) === sha256
}

function parse(text: string): Receipt {
  try {
    const value: unknown = JSON.parse(text)
    check(value)
    if (sound(value as Receipt)) return value as Receipt
  } catch {
    // Said below.
  }
  throw new Unreadable('bad')
}

/** Whether what is base64url is, and no purpose stands twice. */
function sound({ key, record: { cmt, holder, purposes, sid } }: Receipt): boolean {
  const keys = [...cmt, holder, ...(key === undefined ? [] : [key])]
  return !!decode(sid, 16) && keys.every((key) => decode(key, 32)) && new Set(purposes.map(({ id }) => id)).size === purposes.length
}
