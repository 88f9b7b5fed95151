import { own, whenIdle } from './dom'
import { WaxsealError, report } from './errors'
import { formAround, policyForm, protectedForms } from './find'
import { hush, say } from './notice'
import { open, pageFor, pageOf, prepareSoon, releaseRemoved, wasTried } from './page'
import { strip } from './strip'

const roots = new Set<Node>()
const guarded = new WeakSet<HTMLFormElement>()
const handled = new WeakSet<Event>()
/** Forms that were sent before they could be sealed, and how each goes on. */
const held = new Map<HTMLFormElement, () => void>()
let scheduled = false

/** Watches the document or a shadow root for protected forms, those there and those to come. */
export function watch(root: Node): void {
  if (roots.has(root)) return
  roots.add(root)
  const listen = own(root, 'addEventListener')
  listen('submit', onSubmit, true)
  listen('formdata', onFormData, true)
  listen('focusin', onTouch, true)
  listen('pointerdown', onTouch, true)
  listen('waxseal:sealed', onSealed)
  new MutationObserver(() => {
    releaseRemoved()
    protectedForms(root).forEach(guard)
  }).observe(root, { childList: true, subtree: true, attributeFilter: ['name', 'form', 'data-waxseal'] })
  protectedForms(root).forEach(guard)
}

/** From here on nothing that is typed into the form leaves it in clear. */
export function guard(form: HTMLFormElement): void {
  strip(form)
  if (!guarded.has(form)) {
    guarded.add(form)
    // The events of a form outside the document reach nobody but the form.
    own(form, 'addEventListener')('formdata', onFormData, true)
    // A raw `form.submit()` fires no submit event that could be held.
    const submit = (): void => void whenSealable(form, own(form, 'submit'))
    Reflect.defineProperty(form, 'submit', { configurable: true, value: submit })
    openWhenIdle()
  }
  sealable(form)
}

/** Goes through all protected forms again, now that there is something to attach them to. */
export function guardAll(): void {
  allForms().forEach(guard)
}

export function allForms(): HTMLFormElement[] {
  return [...roots].flatMap(protectedForms)
}

function sealable(form: HTMLFormElement): boolean {
  try {
    return Boolean(pageFor(form))
  } catch {
    return false
  }
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
  if (!wasTried()) open().catch((error: unknown) => report(error, allForms()))
}

function onTouch({ target }: Event): void {
  const form = formAround(target)
  if (!form || policyForm(form) === undefined) return
  guard(form)
  openFirst()
}

function onSealed({ target }: Event): void {
  if (target instanceof HTMLFormElement) prepareSoon(target)
}

function onSubmit(event: Event): void {
  const form = firstSeen(event)
  if (!form) return
  if (sealable(form)) {
    try {
      return pageFor(form)?.submit(event as SubmitEvent)
    } catch (error) {
      stop(event)
      return refuse(form, error)
    }
  }
  stop(event)
  const { submitter } = event as SubmitEvent
  void whenSealable(form, () => {
    const request = own(form, 'requestSubmit')
    try {
      request(submitter)
    } catch {
      // The button is gone or belongs to another form by now.
      request()
    }
  })
}

function stop(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** The last place where what was typed can be kept from a request. This event cannot be cancelled, only emptied. */
function onFormData(event: Event): void {
  const form = firstSeen(event)
  if (!form) return
  let error: unknown = new WaxsealError('not-ready')
  try {
    const page = pageFor(form)
    if (page) return page.formdata(event as FormDataEvent)
  } catch (cause) {
    error = cause
  }
  const { formData } = event as FormDataEvent
  for (const key of [...formData.keys()]) formData.delete(key)
  report(error, [form])
}

/** The protected form that an event is about, once: on its way an event passes several of these listeners. */
function firstSeen(event: Event): HTMLFormElement | undefined {
  const { target } = event
  if (handled.has(event) || !(target instanceof HTMLFormElement) || policyForm(target) === undefined) return undefined
  handled.add(event)
  guard(target)
  return target
}

/** Goes on as soon as the form can be sealed. If it cannot be, nothing is sent and the person is told. */
async function whenSealable(form: HTMLFormElement, go: () => void): Promise<void> {
  if (sealable(form)) return go()
  const waiting = held.has(form)
  held.set(form, go)
  if (waiting) return
  hush(form)
  own(form, 'setAttribute')('aria-busy', 'true')
  try {
    await pageOf(form)
  } catch (error) {
    held.delete(form)
    refuse(form, error)
  }
  own(form, 'removeAttribute')('aria-busy')
  const latest = held.get(form)
  held.delete(form)
  latest?.()
}

function refuse(form: HTMLFormElement, error: unknown): void {
  report(error, [form])
  say(form)
}
