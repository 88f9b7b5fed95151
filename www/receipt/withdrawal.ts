/** Taking consent back: the one message that this script sends. */
import { type Bytes, utf8 } from '../base64'
import { canonical } from '../canonical'
import { WITHDRAWAL } from '../jws'
import { sign } from './holder'

/** What became of it; the key of the sentence is `withdraw.` and this. */
export type Outcome = 'done' | 'again' | 'not-given' | 'unknown' | 'altered' | 'bad' | 'failed'

/** What the receiver keeps, as it said so. */
export interface Kept {
  readonly sid: string
  readonly purposes: readonly string[]
  /** RFC 3339, by the receiver's clock. */
  readonly received: string
  /** Where it was sent. */
  readonly receiver: string
  /** What was sent: a flattened JWS (RFC 7515 §7.2.2), signed with the receipt's key. */
  readonly withdrawal: unknown
}

/** What the receiver answered. */
export interface Answer {
  readonly outcome: Outcome
  /** If it is taken back, now or before. */
  readonly kept?: Kept
}

/** Tells the receiver, and believes nothing but its answer. */
export async function send(receiver: URL, seed: Bytes, sid: string, purposes: readonly string[]): Promise<Answer> {
  try {
    const url = address(receiver)
    const statement = await sign(seed, WITHDRAWAL, canonical({ purposes, sid, time: now(), v: 1 }))
    const response = await fetch(url, {
      method: 'POST',
      body: utf8(statement),
      headers: { 'content-type': 'application/waxseal-withdrawal+json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      // Engines without it wait as long as they like.
      signal: AbortSignal.timeout?.(30_000) ?? null,
    })
    const said = (await response.json()) as Said
    if (response.status !== 200 && response.status !== 201) return { outcome: refusal(response.status, said) }
    // An answer that is not the receiver's, a proxy's for instance, tells nothing.
    const taken: unknown = said.purposes
    const ours = said.sid === sid && Array.isArray(taken) && purposes.every((id) => taken.includes(id))
    if (!ours) return { outcome: 'failed' }
    const kept = { sid, purposes, received: time(said.received), receiver: url.href, withdrawal: JSON.parse(statement) as unknown }
    return { outcome: response.status === 201 ? 'done' : 'again', kept }
  } catch {
    return { outcome: 'failed' }
  }
}

interface Said {
  readonly sid?: unknown
  readonly purposes?: unknown
  readonly received?: unknown
  readonly code?: unknown
}

/** Beside the submissions of the form's receiver, under whatever path that lies. */
function address(receiver: URL): URL {
  const url = new URL(receiver)
  const beside = url.pathname.replace(/\/v1\/forms\/[^/]+\/submissions\/?$/, '/')
  return new URL('v1/withdrawals', url.origin + beside)
}

function refusal(status: number, { code }: Said): Outcome {
  if (code === 'unknown-submission') return 'unknown'
  if (code === 'bad-signature') return 'altered'
  if (code === 'not-withdrawable') return 'not-given'
  return typeof code === 'string' && (status === 400 || status === 422) ? 'bad' : 'failed'
}

/** Seconds since 1970, or RFC 3339, as the latter; now for what is neither. */
function time(received: unknown): string {
  const date = new Date(typeof received === 'number' ? received * 1000 : String(received))
  return Number.isNaN(date.getTime()) ? now() : seconds(date)
}

/** The time of this device: RFC 3339 in UTC and whole seconds. */
function now(): string {
  return seconds(new Date())
}

function seconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}
