import { attempt, own } from './dom'
import { json } from './load'

/** What can go wrong, each with its mend in mends.json, which is fetched when something has. */
export type Code = keyof typeof import('./mends.json')

/** Why nothing can be sent. `code` never changes between releases. */
export class WaxsealError extends Error {
  override readonly name = 'WaxsealError'

  constructor(
    readonly code: Code,
    readonly cause?: unknown,
  ) {
    super(code)
  }
}

/** Errors of the module carry a code of their own; what has none gets this one. */
export function coded(error: unknown, code: Code): Error & { code: string; cause?: unknown } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? (error as Error & { code: string }) : new WaxsealError(code, error)
}

const told = new Set<string>()
let mends = async (): Promise<Record<string, string>> => ({})

/** Says where the mends lie. */
export function mendsAt(url: URL): void {
  mends = () => json(url, MENDS_INTEGRITY)
}

/** Tells the developer, once for each code: at once what, then the mend. */
function tell(level: 'error' | 'warn', code: string, ...words: unknown[]): void {
  if (told.has(level + code)) return
  told.add(level + code)
  console[level](`waxseal: ${code}.`, ...words)
  const explain = async (): Promise<void> => {
    const mend = (await mends())[code]
    if (mend) console[level](`waxseal: ${code}: ${mend}`)
  }
  // The code stands there already; the documentation has the mend, too.
  explain().catch(() => {})
}

/** Tells the developer of what stops nothing. */
export function warn(code: Code, ...words: string[]): void {
  tell('warn', code, ...words)
}

/** Something is closed. Tells the page's scripts by event and, once for each code, the developer. Neither learns anything personal. */
export function report(error: unknown, forms: Iterable<HTMLFormElement> = []): void {
  const { code, message, cause } = coded(error, 'page-failed')
  tell('error', code, 'Nothing is sent.', ...(message === code ? [] : [message]), ...(cause ? [cause] : []))
  for (const form of forms) {
    attempt(() => own(form, 'dispatchEvent')(new CustomEvent('waxseal:error', { bubbles: true, composed: true, detail: { code } })))
  }
}
