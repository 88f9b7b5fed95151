/** What to tell the person before a form is sent: the full check on submit, and the same for one field in between. */
import type { Field } from '../consent/policy'
import type { FormFields } from '../fields/form'
import { is, legend, nameOf, takesPart, type Control, type Input } from './controls'
import type { Entry } from './entries'
import { look, wrong, type Looked } from './look'

/** One field, and what is wrong or doubtful about it. */
export interface Fault {
  readonly field: string
  readonly looked: Looked
  /** Never empty. */
  readonly controls: Input[]
}

/** One field of the policy as the page has it. */
export interface Answer {
  readonly controls: Input[]
  readonly looked: Looked
  /** What they would send. */
  readonly entries: Entry[]
}

/** The field, checked. Nothing if the page has no control for it. */
export function answerOf(checks: FormFields, { name, required }: Field, controls: readonly Control[], entries: readonly Entry[]): Answer | undefined {
  const own = controlsOfField(name, controls)
  if (!own) return undefined
  const mine = entries.filter(({ key }) => key === name)
  const values = mine.map(({ value }) => value)
  return { controls: own.controls, looked: look(checks, name, own.controls, values, Boolean(required), own.label), entries: mine }
}

/** What is wrong or doubtful about an answer. */
export function faultOf(field: string, answer: Answer | undefined): Fault[] {
  return answer?.looked.weight ? [{ field, looked: answer.looked, controls: answer.controls }] : []
}

/**
 * The controls of a field that take part, and what a person knows it by. Boxes for day, month and year are one question, and their group
 * has its name. A hidden control beside others only says what is sent when they are not ticked.
 */
export function controlsOfField(name: string, controls: readonly Control[]): { readonly controls: Input[]; readonly label: string } | undefined {
  const all = controls.filter((control) => control.key === name && control.role !== 'file' && takesPart(control))
  const shown = all.filter(({ element }) => !is(element, '[type=hidden]'))
  const own = shown.length ? shown : all
  const [first] = own
  if (!first) return undefined
  return { controls: own.map(({ element }) => element), label: (own.length > 1 && legend(first.element)) || nameOf(first) }
}

/** A chosen file would be lost without a word, so it is refused with one. */
export function fileFault(checks: FormFields, control: Control): Fault[] {
  if (control.role !== 'file' || !takesPart(control) || !control.element.value) return []
  const looked = wrong('file-unsupported', checks.text('file-unsupported', '', '', ''))
  return [{ field: control.key, looked, controls: [control.element] }]
}
