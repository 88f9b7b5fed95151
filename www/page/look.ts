/** A look at a field: what the checks say of its value, which may be in pieces, and what its controls ask for by themselves. */
import type { FormFields, Looked as Checked } from '../fields/form'
import { label as labelOf, type Input } from './controls'
import { dress } from './dress'

/** What a finding means for sending: only something to know; may be sent once the person was asked; cannot be sent like this. */
export const [NOTE, DOUBT, ERROR] = [1, 2, 3] as const

/** What the checks found, and the value if it came in pieces. */
export interface Looked extends Checked {
  readonly joined?: string | undefined
}

/** Checks a field. What its kind cannot take comes first, then what its controls ask for; a control that the browser could not read is not empty. */
export function look(checks: FormFields, name: string, controls: Input[], values: string[], required: boolean, label: string): Looked {
  const kind = dress(checks, name, controls, label)
  const made = boxes(kind, controls, values, checks.monthFirst())
  const lacking = made?.lacking.length && wrong(`date-${made.lacking[0]}`, checks.text(`date-${made.lacking.join('-')}`, '', '', label))
  const looked = lacking || checks.look(name, made ? [made.joined] : values, required, label)
  const at = made ? made.at(looked.code ?? '') : values.length === controls.length ? looked.at : undefined
  const found = { ...looked, at, joined: made?.joined }
  const own = broken(checks, controls)
  const weightier = looked.weight === ERROR && (looked.code !== 'missing' || own?.code === 'missing')
  return own && !weightier ? { ...found, ...own } : found
}

/**
 * What HTML asks of each control by itself and the rules of kinds do not: the first that does not hold. A control may be one of several
 * of its field; then its limits are its own, too.
 */
function broken(checks: FormFields, controls: Input[]): Looked | undefined {
  for (const [i, control] of controls.entries()) {
    const [code, name = '', argument = '', said = '', key = code ?? ''] = (control.willValidate && breach(control, controls.length > 1)) || []
    if (code) return { weight: ERROR, code, message: said || checks.text(key, name, argument, labelOf(control)), at: [i] }
  }
  return undefined
}

/** Code, placeholder and argument of what is broken, and the page's own words for it. */
function breach(
  { type, value, checked, required, min, max, title, minLength, maxLength, validity, validationMessage }: Input,
  many: boolean,
): string[] | undefined {
  const timed = /^(time|week|month|datetime-local)$/.test(type)
  if (validity.customError) return ['custom', '', '', validationMessage]
  if (validity.badInput) return [timed || /^(number|date)$/.test(type) ? `${type}-format` : 'pattern']
  if (validity.patternMismatch) return ['pattern', '', '', title]
  if (!many && !timed) return undefined
  // Of radio buttons one is enough, and HTML knows it.
  if (many && required && type !== 'radio' && (type === 'checkbox' ? !checked : !value.trim()))
    return ['missing', '', '', '', type === 'checkbox' ? 'missing.tick' : 'missing']
  const [kind, name] = type === 'date' ? ['date', 'date'] : ['number', 'n']
  if (validity.rangeUnderflow) return [`${kind}-min`, name, min]
  if (validity.rangeOverflow) return [`${kind}-max`, name, max]
  if (validity.stepMismatch) return ['pattern']
  const { length } = [...value]
  if (maxLength >= 0 && length > maxLength) return ['too-long', 'n', `${maxLength}`]
  if (length && length < minLength) return ['too-short', 'n', `${minLength}`]
  return undefined
}

/** An error with these words, about the whole of a field. */
export function wrong(code: string, message: string): Looked {
  return { weight: ERROR, code, message }
}

/** One value in pieces. */
interface Boxes {
  /** All of it; empty if nothing is typed. Of a date the day comes first. */
  readonly joined: string
  /** The pieces of a date that are missing where others are there. */
  readonly lacking: string[]
  /** The controls that a code is about, if anybody can tell. */
  at(code: string): number[] | undefined
}

const PARTS = ['day', 'month', 'year']
const NUMBERS = /^(tel|mobile|postal-code|cc-number|iban|vat|national-id|one-time-code)$/
/** Longer than a piece is. */
const WHOLE = 6

/** The value that the controls of a field hold in pieces, if that is what they do. */
function boxes(kind: string, controls: Input[], values: string[], monthFirst: boolean): Boxes | undefined {
  const { length } = controls
  if (length < 2 || values.length !== length) return undefined
  const typed = values.map((value) => value.trim())
  if (length === 3 && /^(bday|date)$/.test(kind)) return dateOf(controls, typed, monthFirst)
  const expiry = kind === 'cc-exp'
  if (!expiry && !(NUMBERS.test(kind) && controls.every(({ maxLength }) => maxLength > 0 && maxLength < WHOLE))) return undefined
  const joined = typed.some(Boolean) ? typed.join(expiry ? '/' : '') : ''
  return { joined, lacking: [], at: () => undefined }
}

/** `monthFirst` is how the country writes dates; what the page says of its boxes comes first. */
function dateOf(controls: Input[], typed: string[], monthFirst: boolean): Boxes {
  // Not the property: in Firefox it lacks the tokens of a birthday.
  const says = controls.map((control) => `${control.getAttribute('autocomplete')} ${control.id}`.toLowerCase().replace(/b(irth)?day/g, ''))
  const told = PARTS.map((part) => says.findIndex((words) => words.includes(part)))
  const places = told.includes(-1) ? (monthFirst ? [1, 0, 2] : [0, 1, 2]) : told
  const parts = places.map((place) => typed[place] ?? '')
  const joined = typed.some(Boolean) ? parts.join('/') : ''
  const lacking = joined ? PARTS.filter((_, i) => !parts[i]) : []
  return {
    joined,
    lacking,
    at: (code) => {
      const off = (i: number): boolean => code === 'date-real' && (Number(parts[i]) < 1 || Number(parts[i]) > ([31, 12][i] ?? 9999))
      const about = places.filter((_, i) => off(i) || !parts[i] || code === `date-${PARTS[i]}` || code === `date-${PARTS[i]}-digits`)
      return about.length ? about.sort() : undefined
    },
  }
}
