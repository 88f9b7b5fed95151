/** A submission: check, ask, seal, then send or let the browser carry it. */
import { own } from '../loader/dom'
import { faults, markAsked } from './advice'
import { finish, receiptAfter } from './after'
import { clearEntries } from './answers'
import { is, type Submitter } from './controls'
import { Failure } from './errors'
import { dispatch, problems, report, reportCode } from './events'
import type { Protected, Sealed } from './form'
import { DOUBT, ERROR } from './look'
import type { Line } from './messages'
import { tell as tellDeveloper } from './references'
import { post } from './send'

/** Handles one `submit` event of the form. */
export function onSubmit(form: Protected, event: SubmitEvent): void {
  const { submitter } = event
  const method = form.method(submitter)
  if (event.defaultPrevented) return
  if (method === 'dialog') return letGo(form, submitter)
  if (!form.sealing.posts()) {
    stop(event)
    return press(form, submitter)
  }
  if (form.inFlight || !mayGo(form, submitter)) return stop(event)
  if (method === 'get') {
    stop(event)
    return fail(form, new Failure('get-unsupported'))
  }
  try {
    const { record } = form.seal(submitter)
    form.consent.leave(record)
    letGo(form, submitter)
    receiptInPlace(form, event, record)
  } catch (error) {
    stop(event)
    notSealed(form, submitter, error)
  }
}

/** Sends a form of mode `send`, which a press or an event asked for. */
export function press(form: Protected, submitter: Submitter): void {
  if (form.inFlight || !mayGo(form, submitter)) return
  if (submitter && is(submitter, '[formaction]')) {
    tellDeveloper(form.element, 'formaction-unused', 'mode `send` posts to the receiver; take `formaction` off the button, or use mode `post`')
  }
  let sealed: Sealed
  try {
    sealed = form.seal(submitter)
  } catch (error) {
    return notSealed(form, submitter, error)
  }
  void send(form, sealed, submitter)
}

/** The envelope of a form of mode `post`, for whoever reads the form by its names; empty if it could not be sent as it is. */
export function envelope(form: Protected, submitter: Submitter): string {
  const { checks, consent, early, toldOf } = form
  const sound = isUnchecked(submitter) || !faults(form, submitter).some(({ field, looked }) => looked.weight === ERROR || !toldOf.has(field))
  if (!sound || early || !form.sent().length || consent.missing('', checks.lang()).length) return ''
  try {
    return form.seal(submitter).envelope
  } catch {
    // The press itself will say why.
    return ''
  }
}

/** Puts the envelope, and in clear only what the policy says, in place of entries that were taken out. */
export function replace(form: Protected, data: FormData): void {
  const submitter = form.letGo
  const method = form.method(submitter)
  if (method === 'dialog') return
  // A form's own script may read a form without a method; only in mode `post` is it the browser that sends.
  if (form.sealing.posts() && method === 'get') throw new Failure('get-unsupported')
  data.append('waxseal', form.seal(submitter).envelope)
  for (const { key, value } of clearEntries(form, submitter)) data.append(key, value)
}

/**
 * Checks the fields, then that some purpose was given; shows what is wrong, and asks once about what is doubtful. Gives why not:
 * `consent-unseen` when the consent cannot be seen and read, `invalid` when a field must be mended, `unsure` when the person is being
 * asked about one, `nothing-to-send` when no purpose was given.
 */
export function refusal(form: Protected, submitter?: Submitter): Failure | undefined {
  const { checks, consent, element, messages, toldOf } = form
  const unseen = consent.unseen()
  if (unseen) {
    const error = new Failure('consent-unseen')
    report(element, error)
    tell(form, unseen)
    return error
  }
  const found = isUnchecked(submitter) ? [] : faults(form, submitter)
  const wrong = found.some(({ looked }) => looked.weight === ERROR)
  const ask = found.some(({ field, looked }) => looked.weight === DOUBT && !toldOf.has(field))
  const given = form.sent().length > 0
  const { early } = form
  form.early = false
  const missing = consent.missing(given ? '' : say(form, 'page.tick-a-box'), checks.lang())
  if (!wrong && !ask && given && !missing.length && !early) {
    messages.clear()
    return undefined
  }
  dispatch(element, 'waxseal:invalid', { fields: problems(found) })
  for (const fault of found) markAsked(form, fault)
  // Sent before it was drawn: the person has not seen what their details are used for.
  if (!found.length && !missing.length) messages.askFirst(say(form, 'page.choices'))
  else messages.show(found, lines(missing))
  if (!given) return new Failure('nothing-to-send')
  return new Failure(wrong || missing.length ? 'invalid' : 'unsure')
}

/** Whether the page lets the submission go on, and the person has given what it needs. */
function mayGo(form: Protected, submitter: Submitter): boolean {
  if (!dispatch(form.element, 'waxseal:submit', { form: form.asked.id })) return false
  const error = refusal(form, submitter)
  // The person's to mend, not the developer's: no word on the console.
  if (error?.code === 'nothing-to-send') dispatch(form.element, 'waxseal:error', { code: error.code })
  return !error
}

/** `formnovalidate` skips the checks of fields, never the consent. */
function isUnchecked(submitter: Submitter): boolean {
  return Boolean(submitter && is(submitter, '[formnovalidate]'))
}

/** Lets the browser go on; the `formdata` event follows in this task and puts the envelope in. */
function letGo(form: Protected, submitter: Submitter): void {
  form.letGo = submitter
  // A later `form.submit()` has no button. A microtask would run too soon, between two listeners of a real click.
  setTimeout(() => (form.letGo = undefined))
}

/** Makes what only the browser can make, and goes on as if there had been no wait; or says that nothing can be sealed. */
function notSealed(form: Protected, submitter: Submitter, error: unknown): void {
  if (!(error instanceof Failure && error.code === 'not-prepared')) return fail(form, error)
  form.inFlight = true
  void form.prepare().then(() => {
    form.inFlight = false
    try {
      const sealed = form.seal(submitter)
      if (form.sealing.posts()) resubmit(form.element, submitter)
      else void send(form, sealed, submitter)
    } catch (error) {
      fail(form, error)
    }
  })
}

function resubmit(form: HTMLFormElement, submitter: Submitter): void {
  const request = own(form, 'requestSubmit')
  try {
    request(submitter)
  } catch {
    // A button that has left the form meanwhile.
    request()
  }
}

/** A script of the page may carry a form of mode `post`, and then no page follows: the person gets the receipt where they are. */
function receiptInPlace(form: Protected, event: Event, record: string): void {
  setTimeout(() => {
    if (!event.defaultPrevented) return
    form.receipt?.remove()
    form.receipt = receiptAfter(form.element)
    form.consent.receipt(record, form.receipt)
  })
}

/** Sends in the background, once: until the answer is there, further clicks change nothing. */
async function send(form: Protected, { sid, envelope, record }: Sealed, submitter: Submitter): Promise<void> {
  form.inFlight = true
  form.messages.clear()
  // Not `disabled`, which would drop the focus.
  const busy = submitter && !is(submitter, '[aria-disabled]') ? submitter : undefined
  if (busy) own(busy, 'setAttribute')('aria-disabled', 'true')
  const answer = await post(form.sealing.receiver(), form.site.base, envelope)
  form.inFlight = false
  if (busy) own(busy, 'removeAttribute')('aria-disabled')
  settle(form, sid, record, answer)
}

/** Says what became of submission `sid`: `answer` is the receiver's status, or the code of its refusal, or neither. */
function settle(form: Protected, sid: string, record: string, answer: number | string | undefined): void {
  const { checks, element, site } = form
  if (answer === undefined) {
    report(element, new Failure('receiver-unreachable'))
    return tell(form, say(form, 'page.unreachable'))
  }
  // A refusal: the same bytes would be refused again.
  form.forget()
  if (typeof answer === 'string') {
    reportCode(element, answer, 'the receiver refused the envelope')
    if (answer === 'wrong-time') return tell(form, say(form, 'page.wrong-time'))
    return tell(form, checks.text('page.refused', 'contact', site.policy.controller.contact, ''))
  }
  dispatch(element, 'waxseal:sent', { sid, status: answer })
  finish(form, record)
}

/** Tells the developer the cause and the person that nothing was sent. */
function fail(form: Protected, error: unknown): void {
  report(form.element, error)
  tell(form, say(form, 'page.cannot-send'))
}

/** Shows the person one sentence above the form. */
function tell(form: Protected, sentence: string): void {
  form.messages.show([], [[sentence]])
}

function say({ checks }: Protected, key: string): string {
  return checks.text(key, '', '', '')
}

/** What the consent part says is missing: sentences and their controls in turn. */
function lines(missing: readonly (string | HTMLElement)[]): Line[] {
  const pairs: Line[] = []
  for (let i = 0; i < missing.length; i += 2) pairs.push([missing[i] as string, missing[i + 1] as HTMLElement | undefined])
  return pairs
}

/** The form stays; listeners of the page are not told of a submission that is none. */
function stop(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
