/** What the page and the developer hear: events on the form and words on the console, never a value. */
import { own } from '../loader/dom'
import type { FieldProblem } from '../types'
import { Failure } from './errors'
import type { Fault } from './faults'
import { ERROR } from './look'
import { tell } from './references'

/** Dispatches a bubbling, composed event; `waxseal:submit` can be cancelled. Whether nobody did. */
export function dispatch(form: HTMLFormElement, name: string, detail: object): boolean {
  return own(form, 'dispatchEvent')(new CustomEvent(name, { bubbles: true, composed: true, cancelable: name === 'waxseal:submit', detail }))
}

/** Dispatches `waxseal:error` and tells the developer why. */
export function report(form: HTMLFormElement, error: unknown): void {
  // Another's error may say anything; its name does.
  const { code, message } = error instanceof Failure ? error : { code: 'page-failed', message: error instanceof Error ? error.name : 'something threw' }
  reportCode(form, code, message)
}

/** The same, with a code that came from elsewhere. */
export function reportCode(form: HTMLFormElement, code: string, sentence: string): void {
  tell(form, code, sentence)
  dispatch(form, 'waxseal:error', { code })
}

/** What `waxseal:invalid` and `check` say of faults. */
export function problems(faults: readonly Fault[]): FieldProblem[] {
  return faults.map(({ field, looked }) => problem(field, looked.code ?? '', looked.weight === ERROR))
}

export function problem(field: string, code: string, error: boolean): FieldProblem {
  return { field, code, verdict: error ? 'error' : 'unsure' }
}
