import type { Options } from '../types'
import { own } from './dom'
import { WaxsealError } from './errors'
import { isLoopback } from './loopback'

/** A policy that is proven to be the owner's. */
export interface Published {
  readonly value: unknown
  /** What was signed or pinned; every envelope names their hash. */
  readonly bytes: Uint8Array
  /** The address the page asked for. A redirect is not followed in it: it could move the receiver elsewhere. */
  readonly url: string
  /** Seconds since 1970 after which nothing may be asked under it. */
  readonly expires: number
  /** Whether the server heard the browser's opt-out signal. */
  readonly gpc: boolean
}

type Bytes = Uint8Array<ArrayBuffer>
type Json = Record<string, unknown>

const TYPE = 'waxseal-policy+jws;v=1'
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
/** `fetch` ignores what it cannot read, `SHA256-` among it, and would take any file. */
const PIN = /^sha(256-[A-Za-z\d+/]{43}=|384-[A-Za-z\d+/]{64}|512-[A-Za-z\d+/]{86}==)$/

/** Fetches the policy and believes it only if its signature or its hash is the one the page names. Its end is for {@link current}. */
export async function policy({ policy, root, integrity }: Options): Promise<Published> {
  if (!isSecureContext) throw new WaxsealError('insecure-context')
  if (!policy) throw new WaxsealError('policy-unnamed')
  if (integrity !== undefined && !PIN.test(integrity)) throw new WaxsealError('pin-malformed')

  const url = new URL(policy, own(document, 'baseURI')).href
  const { file, gpc } = await download(url, integrity)
  const value = parse(file)
  if ('payload' in value) {
    if (!root) throw new WaxsealError('root-missing')
    const { payload, expires } = await verify(value, root)
    return { value: parse(payload), bytes: payload, url, expires, gpc }
  }
  // Whoever could take the signature away could change the policy too: a page that names a root wants it signed.
  if (root !== undefined || !(integrity || isLoopback())) throw new WaxsealError('policy-unsigned')
  return { value, bytes: file, url, expires: Infinity, gpc }
}

/** The policy, unless its end has come. Consent can be taken back all the same. */
export function current(published: Published): Published {
  const end = published.expires * 1000
  if (end <= Date.now()) throw new WaxsealError('policy-expired', `it ended at ${new Date(end).toISOString()}`)
  return published
}

async function download(url: string, integrity = ''): Promise<{ file: Bytes; gpc: boolean }> {
  let response: Response
  try {
    response = await fetch(url, { integrity, cache: 'no-cache' })
  } catch (cause) {
    // A wrong hash and no network look the same. Asking without the hash tells them apart.
    const reachable = integrity && (await fetch(url).catch(() => undefined))?.ok
    throw new WaxsealError(reachable ? 'policy-altered' : 'policy-unavailable', cause)
  }
  if (!response.ok) throw new WaxsealError('policy-unavailable', `${url}: HTTP ${response.status}`)
  return { file: new Uint8Array(await response.arrayBuffer()), gpc: response.headers.get('waxseal-gpc') === '1' }
}

/** A flattened JWS (RFC 7515 §7.2.2), ES256, the key in its header known by its RFC 7638 thumbprint. */
async function verify(jws: Json, root: string): Promise<{ payload: Bytes; expires: number }> {
  const [header, payload, signature] = [jws.protected, jws.payload, jws.signature].map(text) as [string, string, string]
  const head = parse(fromBase64url(header))
  const { alg, typ, exp, jwk } = head
  const strange = !has(jws, 'payload,protected,signature') || !has(head, 'alg,exp,iat,jwk,typ') || !has(jwk, 'crv,kty,x,y')
  if (strange || alg !== 'ES256' || typ !== TYPE || typeof exp !== 'number') throw new WaxsealError('policy-malformed')

  const { crv, kty, x, y } = jwk as JsonWebKey
  const key = { crv, kty, x, y } as JsonWebKey
  if ((await thumbprint(key)) !== root) throw new WaxsealError('root-mismatch', `data-root is ${root}`)
  const signed = await crypto.subtle
    .importKey('jwk', key, CURVE, false, ['verify'])
    .then((key) => crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(signature), new TextEncoder().encode(`${header}.${payload}`)))
  if (!signed) throw new WaxsealError('policy-altered')
  return { payload: fromBase64url(payload), expires: exp }
}

/** Whether it is an object of just these members, `crit` not among them. */
function has(value: unknown, names: string): boolean {
  return (
    Object.keys(value ?? [])
      .sort()
      .join() === names
  )
}

/** RFC 7638. The members stand in their order already. */
async function thumbprint(key: JsonWebKey): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(key)))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}

function parse(bytes: Bytes): Json {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value) return value as Json
  } catch (cause) {
    throw new WaxsealError('policy-malformed', cause)
  }
  throw new WaxsealError('policy-malformed')
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new WaxsealError('policy-malformed')
  return value
}

function fromBase64url(text: string): Bytes {
  try {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (byte) => byte.charCodeAt(0))
  } catch (cause) {
    throw new WaxsealError('policy-malformed', cause)
  }
}
