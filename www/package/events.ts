/** The events of a protected form, and what a component shows of them. */
import type { FieldProblem, WaxsealEvents } from '../types.js'

/** What became of a form. */
export interface FormState {
  /** `loading` until the form is sealed; then what happened last. */
  readonly status: 'loading' | 'ready' | 'invalid' | 'sealed' | 'sent' | 'error'
  /** With `error`: the code, whose mend is on the console. */
  readonly code?: string
  /** With `invalid`: the fields and their codes, never what was typed. */
  readonly fields?: readonly FieldProblem[]
}

export const LOADING: FormState = { status: 'loading' }

/** What the events say about the form, told as they come. Gives the way to stop. */
export function hear(form: HTMLFormElement, tell: (state: FormState) => void): () => void {
  const stop = new AbortController()
  const on = <K extends keyof WaxsealEvents>(type: K, state: (event: WaxsealEvents[K]) => FormState): void =>
    form.addEventListener(type, (event) => tell(state(event)), { signal: stop.signal })
  on('waxseal:ready', () => ({ status: 'ready' }))
  on('waxseal:invalid', ({ detail }) => ({ status: 'invalid', fields: detail.fields }))
  on('waxseal:sealed', () => ({ status: 'sealed' }))
  on('waxseal:sent', () => ({ status: 'sent' }))
  on('waxseal:error', ({ detail }) => ({ status: 'error', code: detail.code }))
  return () => stop.abort()
}

/** Attributes of a form that leads nowhere until it is protected. */
export const SAFE = { action: 'about:blank', method: 'post' } as const
