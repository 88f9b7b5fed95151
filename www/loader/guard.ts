/** The watch over protected forms: from here on their submissions are Waxseal's, whatever else runs in the page and whatever throws. */
import { attempt, isForm, own, whenIdle } from './dom'
import { WaxsealError, report, warn } from './errors'
import { formAround, isProtected, protectedForms } from './find'
import { refuse, sealable, whenSealable } from './hold'
import { isPost, namesOf, open, pageFor, prepareSoon, releaseRemoved, wasTried } from './page'
import { clicked, closesDialog, isLeft, isSubmitter, keyed, type Press } from './press'
import { carrier, strip } from './strip'

/** On a button that is disabled until its form is guarded. */
const ENABLE = 'data-waxseal-enable'

const roots = new Set<Node>()
const guarded = new WeakSet<HTMLFormElement>()
const handled = new WeakSet<Event>()
/** As the browser made it: the page may have put another in its place, as we do. */
const nativeSubmit = HTMLFormElement.prototype.submit
let scheduled = false
/** A form whose dialog closes in this task: Firefox lists its entries all the same, and nobody gets them. */
let closing: HTMLFormElement | undefined
/** What was pressed last in a form of mode `post`, and could be pressed then. */
let pressed: Press | undefined
/** Whether the Enter key that is down was taken from the page, so that the page does not get it when it is let go either. */
let isTaken = false

/** Watches the document or a shadow root for protected forms, those there and those to come. */
export function watch(root: Node): void {
  if (roots.has(root)) return
  roots.add(root)
  // Before the page's own listeners wherever they sit. Twice, so that one call that fails leaves no gap.
  const targets = root === document ? [window, document] : [root]
  const listen = (type: string, handle: (event: never) => void, failed?: (event: Event, cause: unknown) => void): void => {
    for (const target of targets) {
      const listener = (event: Event): void =>
        attempt(
          () => handle(event as never),
          (cause) => failed?.(event, cause),
        )
      attempt(() => own(target, 'addEventListener')(type, listener, true))
    }
  }
  listen('formdata', onFormData)
  listen('submit', onSubmit, close)
  listen('click', onClick, close)
  for (const type of ['keydown', 'keypress', 'keyup']) listen(type, onKey, close)
  for (const type of ['focusin', 'pointerdown']) listen(type, onTouch)
  listen('waxseal:sealed', onSealed)
  for (const type of ['waxseal:invalid', 'waxseal:error']) listen(type, onRefused)
  attempt(() => {
    new MutationObserver(() => {
      releaseRemoved()
      protectedForms(root).forEach(guard)
    }).observe(root, { childList: true, subtree: true, attributeFilter: ['name', 'form', 'data-waxseal'] })
  })
  attempt(() => protectedForms(root).forEach(guard))
}

/** Takes `form.submit()` over, which fires no event, for forms of this window. */
export function watchSubmit(): void {
  HTMLFormElement.prototype.submit = function (this: HTMLFormElement) {
    if (isForm(this) && isProtected(this)) submitted(this)
    else nativeSubmit.call(this)
  }
}

/** From here on nothing that is typed into the form leaves it in clear. */
export function guard(form: HTMLFormElement): void {
  const isNew = !guarded.has(form)
  guarded.add(form)
  attempt(() => {
    const hadNames = strip(form, namesOf(form))
    if (hadNames && own(document, 'readyState') !== 'complete') warn('names-in-markup')
  })
  if (isNew) {
    // The events of a form outside the document reach nobody but the form.
    attempt(() => own(form, 'addEventListener')('formdata', onFormData as EventListener, true))
    attempt(() => Reflect.defineProperty(form, 'submit', { configurable: true, value: () => submitted(form) }))
    attempt(openWhenIdle)
  }
  attempt(() => own(form, 'querySelectorAll')(`[${ENABLE}]`).forEach(enable))
  sealable(form)
}

/** Once: from then on it is the page's to disable. */
function enable(button: Element): void {
  for (const name of [ENABLE, 'disabled']) own(button, 'removeAttribute')(name)
}

/** Goes through all protected forms again, now that there is something to attach them to. */
export function guardAll(): void {
  watchedForms().forEach(guard)
}

/** The protected forms of all that is watched. */
export function watchedForms(): HTMLFormElement[] {
  return [...roots].flatMap(protectedForms)
}

function openWhenIdle(): void {
  if (scheduled) return
  scheduled = true
  const begin = (): void => whenIdle(openFirst)
  if (own(document, 'readyState') === 'complete') begin()
  else addEventListener('load', begin, { once: true })
}

/** The first try. When it fails, sending the form is what tries again. */
function openFirst(): void {
  if (!wasTried()) open().catch((error: unknown) => report(error, watchedForms()))
}

function onTouch({ target }: Event): void {
  const form = formAround(target)
  if (!form || !isProtected(form)) return
  guard(form)
  openFirst()
}

function onSealed({ target }: Event): void {
  if (isForm(target)) prepareSoon(target)
}

/** The page heard the press before Waxseal refused it, and may have greyed the button out for good. */
function onRefused({ target }: Event): void {
  const button = pressed?.form === target && pressed?.button
  if (button) setTimeout(() => own(button, 'removeAttribute')('disabled'))
}

/** The last place where what was typed can be kept from a request. This event cannot be cancelled, only emptied: that comes first. */
function onFormData(event: FormDataEvent): void {
  const { target } = event
  if (handled.has(event) || !isForm(target) || !isProtected(target)) return
  empty(event)
  handled.add(event)
  if (target === closing) return
  try {
    guard(target)
    const page = pageFor(target)
    if (page) page.formdata(event)
    else report(new WaxsealError('not-ready'), [target])
  } catch (error) {
    report(error, [target])
  }
}

function empty(event: FormDataEvent): void {
  const take = (): void => {
    const { formData } = event
    for (const key of [...formData.keys()]) formData.delete(key)
  }
  attempt(take, take)
}

function onClick(event: MouseEvent): void {
  // What a script clicks is the page's own doing, up to the submission that follows.
  if (isFirst(event) && event.isTrusted) take(event, clicked(event))
}

function onKey(event: KeyboardEvent): void {
  if (!isFirst(event) || !event.isTrusted) return
  if (event.type === 'keydown') {
    // Also if what follows throws.
    isTaken = true
    isTaken = take(event, keyed(event), event.repeat)
  } else if (isTaken && /^(Enter| )$/.test(event.key)) {
    event.stopImmediatePropagation()
    isTaken = event.type !== 'keyup'
  }
}

/** Takes a press from the page, unless it is the page's: in mode `post` all are. Says whether it did. */
function take(event: Event, press: Press | undefined, again = false): boolean {
  if (!press) return false
  const { form, button, error } = press
  guard(form)
  if (isPost(form)) {
    pressed = press
    carry(form, button)
    // A radio button has no form any more, so the browser does not do it.
    if (event.type === 'keydown' && event.target instanceof HTMLInputElement && !event.target.form) setTimeout(() => event.defaultPrevented || repeat())
    return false
  }
  stop(event)
  if (!again && !(button && own(button, 'matches')(':disabled'))) void whenSealable(form, () => send(form, button, repeat, error))
  return true

  function repeat(): void {
    if (button) own(button, 'click')()
    else own(form, 'requestSubmit')()
  }
}

function onSubmit(event: SubmitEvent): void {
  const { target: form, submitter } = event
  if (!isFirst(event) || !isForm(form) || !isProtected(form)) return
  guard(form)
  if (closesDialog(form, submitter)) {
    closing = form
    setTimeout(() => (closing = undefined))
  }
  if (isLeft(form, submitter)) return
  if (isPost(form) && sealable(form)) {
    pageFor(form)?.submit(event)
    if (!event.defaultPrevented) carry(form, submitter)
    return
  }
  stop(event)
  void whenSealable(form, () =>
    send(form, submitter, () => {
      const request = own(form, 'requestSubmit')
      // The button may be gone or belong to another form by now.
      attempt(
        () => request(submitter),
        () => request(),
      )
    }),
  )
}

/** A raw `form.submit()`. */
function submitted(form: HTMLFormElement): void {
  const submit = (): void => nativeSubmit.call(form)
  guard(form)
  if (isLeft(form, null)) return submit()
  // With nothing that could be sent the browser would leave for an answer to nothing: then it is a press that asks.
  const carryOn = (): void => (carrier(form).value ? submit() : own(form, 'requestSubmit')())
  void whenSealable(form, () => send(form, undefined, carryOn))
}

/** Sends a form that can be sealed; in mode `post` the page gets what was held up to now. */
function send(form: HTMLFormElement, button: HTMLElement | null | undefined, repeat: () => void, error?: WaxsealError): void {
  if (isPost(form)) {
    carry(form, button)
    repeat()
  } else if (error) refuse(form, error)
  else pageFor(form)?.press(form, isSubmitter(button) ? button : undefined)
}

/** Mode `post`: whoever reads the form by its names at this press finds the envelope. */
function carry(form: HTMLFormElement, button: HTMLElement | null | undefined): void {
  attempt(() => {
    carrier(form).value = pageFor(form)?.envelope(form, isSubmitter(button) ? button : undefined) ?? ''
  })
}

/** Something failed before it was clear whose event it is: nobody gets it. */
function close(event: Event, cause: unknown): void {
  stop(event)
  report(cause)
}

function stop(event: Event): void {
  for (const method of ['preventDefault', 'stopImmediatePropagation'] as const)
    attempt(
      () => event[method](),
      () => event[method](),
    )
}

/** On its way an event passes several of these listeners. */
function isFirst(event: Event): boolean {
  if (handled.has(event)) return false
  handled.add(event)
  return true
}
