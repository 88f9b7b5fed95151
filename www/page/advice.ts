/** When a form's fields are checked, and what the person is told of it when. */
import { flat } from '../lists'
import { controlsOf, nameOf, type Submitter } from './controls'
import { dress } from './dress'
import { entriesOf } from './entries'
import { answerOf, controlsOfField, faultOf, fileFault, type Fault } from './faults'
import type { Protected } from './form'
import { DOUBT, ERROR, NOTE } from './look'

/** Longer than a press takes, in milliseconds. */
const A_PRESS = 300

/** Tells the checks of the policy's fields, and the browser what each takes. */
export function meet({ asked, checks, consent, element }: Protected): void {
  for (const { name, kind, options } of asked.fields) {
    checks.meet(
      name,
      kind ?? '',
      Object.entries(options ?? {})
        .map(([option, value]) => `${option}=${value}\n`)
        .join(''),
    )
  }
  const controls = controlsOf(element)
  for (const control of controls) {
    if (asked.fields.some(({ name }) => name === control.key)) consent.meet(control.key, control.element, nameOf(control))
  }
  dressAll(asked, checks, controls)
}

/** A promise of the rules that the fields, also those that came late, need and that have not come yet; else nothing. */
export function pending({ asked, checks, element }: Protected): Promise<unknown> | undefined {
  dressAll(asked, checks, controlsOf(element))
  return checks.pending()
}

/** Tells the browser what each field takes, and the checks of which kind it is. */
function dressAll({ fields }: Protected['asked'], checks: Protected['checks'], controls: ReturnType<typeof controlsOf>): void {
  for (const { name } of fields) {
    const own = controlsOfField(name, controls)
    if (own) dress(checks, name, own.controls, own.label)
  }
}

/** What is wrong or doubtful about the fields that would be sent, in the policy's order, then about file inputs. */
export function faults(form: Protected, submitter?: Submitter): Fault[] {
  const { asked, checks, element } = form
  const controls = controlsOf(element)
  const entries = entriesOf(controls, submitter)
  const sent = form.sent()
  // While nothing is given, all are checked, so that a person is told everything at once.
  const fields = sent.length ? asked.fields.filter(({ name }) => sent.includes(name)) : asked.fields
  const found = flat(fields, (field) => faultOf(field.name, answerOf(checks, field, controls, entries)))
  return [...found.filter(({ looked }) => looked.weight !== NOTE), ...flat(controls, (control) => fileFault(checks, control))]
}

/** Something was typed or chosen: looks again at that field if its message is shown, and at the others that may depend on it. */
export function changed(form: Protected, event: Event): void {
  const field = fieldAt(form, event)
  if (field === undefined) return
  form.toldOf.delete(field)
  for (const shown of form.messages.fields()) form.messages.recheck(shown, faultAt(form, shown))
}

/**
 * The person left a field: a suggestion may help now. A little later, so that nothing moves under a press on the button that sends, which
 * asks by itself.
 */
export function left(form: Protected, event: Event): void {
  const field = fieldAt(form, event)
  if (field !== undefined) setTimeout(() => advise(form, field), A_PRESS)
}

/** Remembers that the person has been asked about a doubt. */
export function markAsked({ toldOf }: Protected, { field, looked }: Fault): void {
  if (looked.weight === DOUBT) toldOf.add(field)
}

/** Asks about a doubt, and says what is sent in place of what was typed. Errors wait for the submission. */
function advise(form: Protected, name: string): void {
  if (form.isGone) return
  const fault = faultAt(form, name)
  if (!fault || fault.looked.weight === ERROR || form.inFlight || form.toldOf.has(name)) return
  markAsked(form, fault)
  form.messages.ask(fault)
}

/** What is wrong or doubtful about one field now; brings the pack that would make it surer, then looks again. */
function faultAt(form: Protected, name: string): Fault | undefined {
  const { asked, checks, element } = form
  const field = asked.fields.find((field) => field.name === name)
  if (!field) return undefined
  const controls = controlsOf(element)
  const answer = answerOf(checks, field, controls, entriesOf(controls))
  const pack = answer?.looked.wants
  if (pack) checks.bring(name, pack, () => advise(form, name))
  return faultOf(name, answer)[0]
}

/** The key of the policy's field that the event is about. */
function fieldAt({ asked, element }: Protected, { target }: Event): string | undefined {
  const key = controlsOf(element).find((control) => control.element === target)?.key
  return asked.fields.find(({ name }) => name === key)?.name
}
