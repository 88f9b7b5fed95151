/** Taking consent back: the one message that this script sends. */
import { type Bytes, utf8 } from '../base64'
import { canonical } from '../canonical'
import { WITHDRAWAL } from '../jws'
import { sign } from './holder'

/** What became of it; the key of the sentence is `withdraw.` and this. */
export type Outcome = 'done' | 'again' | 'unknown' | 'altered' | 'bad' | 'failed'

/** Tells the receiver, and believes nothing but its answer. */
export async function send(receiver: URL, seed: Bytes, sid: string, purposes: readonly string[]): Promise<Outcome> {
  try {
    const payload = canonical({ purposes, sid, time: now(), v: 1 })
    const response = await fetch(new URL('/v1/withdrawals', receiver), {
      method: 'POST',
      body: utf8(await sign(seed, WITHDRAWAL, payload)),
      headers: { 'content-type': 'application/waxseal-withdrawal+json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      // Engines without it wait as long as they like.
      signal: AbortSignal.timeout?.(30_000) ?? null,
    })
    return outcome(response.status, await response.json(), sid, purposes)
  } catch {
    return 'failed'
  }
}

/** An answer that is not the receiver's, a proxy's for instance, tells nothing. */
function outcome(status: number, answer: { sid?: unknown; purposes?: unknown; code?: unknown }, sid: string, purposes: readonly string[]): Outcome {
  const { code } = answer
  if (status === 200 || status === 201) {
    const taken: unknown = answer.purposes
    const ours = answer.sid === sid && Array.isArray(taken) && purposes.every((id) => taken.includes(id))
    return ours ? (status === 201 ? 'done' : 'again') : 'failed'
  }
  if (code === 'unknown-submission') return 'unknown'
  if (code === 'bad-signature') return 'altered'
  return typeof code === 'string' && (status === 400 || status === 422) ? 'bad' : 'failed'
}

/** The time of this device: RFC 3339 with milliseconds and offset. */
function now(): string {
  const date = new Date()
  const offset = -date.getTimezoneOffset()
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1)
  const two = (number: number): string => String(Math.trunc(Math.abs(number))).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}
