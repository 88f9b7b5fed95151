/** The link that takes consent back. All of it stands behind the `#`, which no browser sends to a server. */
import { decode } from '../base64'
import { type Receipt, revocable } from './receipt'

/** What a link says. */
export interface Link {
  readonly sid: string
  /** The holder's secret key, base64url. */
  readonly key: string
  /** The form's id. */
  readonly form: string
  /** The ids of the purposes that can be taken back. */
  readonly given: readonly string[]
}

const START = /^#?waxseal=/
const SHAPE = /^([\w-]{22})\.([\w-]{43})\.([a-z\d_-]{1,64})@[1-9]\d{0,9}\.([a-z\d_~-]*)$/

/** The link of a receipt, on the page `withdraw`. */
export function write({ key, record }: Receipt, withdraw: string): string {
  const given = record.purposes.filter(revocable).map(({ id }) => id)
  const url = new URL(withdraw)
  url.hash = `waxseal=${record.sid}.${key ?? ''}.${record.form}.${given.join('~')}`
  return url.href
}

/** What the fragment of an address says: nothing if it is not ours, and `null` if it is but cannot be read. */
export function parse(fragment: string): Link | null | undefined {
  if (!START.test(fragment)) return undefined
  // Mail programs and messengers spell `@` and `~` in other ways.
  const text = fragment.replace(START, '').replace(/%40/g, '@').replace(/%7E/gi, '~')
  const [, sid = '', key = '', form = '', ids = ''] = SHAPE.exec(text) ?? []
  const given = ids ? ids.split('~') : []
  const sound = decode(sid, 16) && decode(key, 32) && given.every((id, i) => id && given.indexOf(id) === i)
  return sound ? { sid, key, form, given } : null
}
