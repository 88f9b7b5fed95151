/** What leaves the page: the envelope to the receiver, and the person to the page that follows. */

/**
 * Posts `envelope` and nothing else: no cookie, no referrer. Answers with the status; with a code if it was refused; with nothing if the
 * receiver did not answer or said "later", so that the same bytes may be sent again.
 */
export async function post(url: string, base: string, envelope: string): Promise<number | string | undefined> {
  return answer(url, base, envelope).catch(() => undefined)
}

async function answer(url: string, base: string, body: string): Promise<number | string | undefined> {
  const response = await fetch(new URL(url, base), {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/waxseal+json' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
    // Engines without it wait as long as they like.
    signal: AbortSignal.timeout?.(30_000),
  })
  const { ok, status } = response
  if (ok) return status
  // "Timed out", "too many", or its own failure.
  if (status === 408 || status === 429 || status >= 500) return undefined
  // A problem document (RFC 9457).
  const problem = (await response.json().catch(() => undefined)) as { code?: unknown } | undefined
  return typeof problem?.code === 'string' ? problem.code : 'refused'
}

/** Goes to another page. */
export function follow(url: string, base: string): void {
  try {
    const target = new URL(url, base)
    if (/^https?:$/.test(target.protocol)) location.assign(target)
  } catch {
    // No URL: the person stays where they are.
  }
}
