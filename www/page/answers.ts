/** What a form's controls hold, as it is sealed. */
import type { Field } from '../consent/policy'
import { flat } from '../lists'
import { controlsOf, type Control, type Submitter } from './controls'
import { entriesOf, type Entry } from './entries'
import { answerOf, type Answer } from './faults'
import type { Protected } from './form'
import { refer } from './references'

/** One entry, several of one name, or one entry and what a check made of it. */
type Value = string | readonly string[] | { readonly typed: string; readonly value: string }

/**
 * The answers as the module takes them, after the developer has been told what of the form is not sent: three texts each, of which the
 * first says how the third is meant. Throws `field-missing` and `field-gone`.
 */
export function answers(form: Protected, submitter?: Submitter): string[] {
  refer(form, submitter)
  const controls = controlsOf(form.element)
  const entries = entriesOf(controls, submitter)
  return flat(form.asked.fields, (field) => texts(field.name, sealedAs(form, field, controls, entries)))
}

/** The control fields that the policy leaves in clear. */
export function clearEntries({ asked, element }: Protected, submitter?: Submitter): Entry[] {
  const { clear } = asked
  return clear?.length ? entriesOf(controlsOf(element), submitter).filter(({ key }) => clear.includes(key)) : []
}

function texts(name: string, value: Value | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return ['text', name, value]
  if ('typed' in value) return ['text', name, value.typed, 'value', name, value.value]
  return flat(value, (item) => ['item', name, item])
}

function sealedAs({ checks }: Protected, field: Field, controls: Control[], entries: Entry[]): Value | undefined {
  const plain = /^(text|choice|street-address|new-password)$/.test(checks.kind(field.name))
  const answer = plain && !minimised(field) ? undefined : answerOf(checks, field, controls, entries)
  // Text that is sealed as it is; or an image button, whose coordinates are nobody's field.
  return answer ? sealed(field, answer) : asTyped(entries.filter(({ key }) => key === field.name))
}

/** A field as it is sealed; nothing if only less than what was typed may be, and that is not to be had. */
function sealed(field: Field, { looked, entries }: Answer): Value | undefined {
  const { value } = looked
  const typed = looked.joined ?? asTyped(entries)
  if (typeof typed !== 'string') return minimised(field) ? undefined : typed
  if (minimised(field)) return value
  return value === undefined || value === typed ? typed : { typed, value }
}

function minimised({ options }: Field): boolean {
  return options?.minimise !== undefined
}

/** The entries of one field; nothing if there are none. */
function asTyped(entries: readonly Entry[]): string | readonly string[] | undefined {
  const [first] = entries
  if (!first) return undefined
  return entries.length === 1 && !first.list ? first.value : entries.map(({ value }) => value)
}
