/** What a person presses, and whether Waxseal owns the press: docs/page.md says the same in a table. */
import { isElement, isForm, own } from './dom'
import { WaxsealError } from './errors'
import { formAround, isProtected } from './find'

/** On what sends the form although it is no submit button in HTML's sense. */
const SENDS = 'data-waxseal-submit'
/** On and around what leaves sending alone: Next, Back, Save draft. */
const PASS = '[data-waxseal-pass]'
/** Links that lead nowhere are buttons; so is what says that it is one. Our own buttons send nothing. */
const LINKS = ['a:not([href])', 'a[href=""]', 'a[href="#"]', 'a[href="#!"]', 'a[href^="javascript:"]', 'a[onclick]', '[role=button]']
const PRESSABLE = `button,input,a,[role=button],[${SENDS}]`

/** A press that is Waxseal's. */
export interface Press {
  readonly form: HTMLFormElement
  /** What was pressed, or what Enter presses. */
  readonly button?: HTMLElement | undefined
  /** Why it sends nothing. */
  readonly error?: WaxsealError
}

type Button = HTMLButtonElement | HTMLInputElement

/** The press that a click is. */
export function clicked(event: Event): Press | undefined {
  const target = pressedAt(event)
  return target && ownedBy(target)
}

/** The press that a key is: Enter in a one-line control or on a button, the space bar on what only looks like a button. */
export function keyed(event: KeyboardEvent): Press | undefined {
  const enter = event.key === 'Enter'
  if (!enter && event.key !== ' ') return undefined
  const target = pressedAt(event)
  if (!target) return undefined
  const kind = kindOf(target)
  if (!/^(button|submit|reset|image)$/.test(kind) && own(target, 'localName') === 'input') {
    if (!enter || /^(file|color|hidden)$/.test(kind)) return undefined
    // The key is the input method's, or chooses from the list that is open.
    if (event.isComposing || event.keyCode === 229 || own(target, 'getAttribute')('aria-expanded') === 'true') return undefined
    return entered(target)
  }
  // The browser presses a real button by itself when the space bar is let go.
  return enter || own(target, 'matches')('[role=button]:not(button,input)') ? ownedBy(target) : undefined
}

/** Whether this button sends the form, in HTML's sense. */
export function isSubmitter(button: Element | null | undefined): button is Button {
  return !!button && /^(submit|image)$/.test(kindOf(button))
}

/** Whether a submission by this button only closes a dialog. */
export function closesDialog(form: HTMLFormElement, button: Element | null | undefined): boolean {
  const method = button && own(button, 'getAttribute')('formmethod')
  return /^dialog$/i.test(method ?? own(form, 'getAttribute')('method') ?? '')
}

/** Whether a submission by this button is none of Waxseal's business: it closes a dialog, or is left to the page. */
export function isLeft(form: HTMLFormElement, button: Element | null | undefined): boolean {
  return closesDialog(form, button) || (!!button && !!own(button, 'closest')(PASS))
}

/** What Enter in a control of the form presses: its first submit button, else the only other. */
export function defaultButton(form: HTMLFormElement): HTMLElement | undefined {
  return submitters(form)[0] ?? soleButtons(form)[0]
}

/** What may be meant as the button of a form that has no submit button. */
export function soleButtons(form: HTMLFormElement): HTMLElement[] {
  const find = own(form, 'querySelectorAll')
  const marked = [...find<HTMLElement>(`[${SENDS}]`)]
  if (marked.length) return marked.slice(0, 1)
  if (submitters(form).some((button) => !isLeft(form, button))) return []
  const buttons = [...own(form, 'elements')].filter((control) => kindOf(control) === 'button') as HTMLElement[]
  const all = new Set([...buttons, ...find<HTMLElement>(LINKS.join())])
  return [...all].filter((one) => own(one, 'getClientRects')().length && !own(one, 'closest')(`${PASS},[class^=waxseal]`))
}

function submitters(form: HTMLFormElement): HTMLElement[] {
  return ([...own(form, 'elements'), ...own(form, 'querySelectorAll')('input[type=image]')] as HTMLElement[]).filter(isSubmitter)
}

/** The innermost thing under an event that can be pressed. An event of an open shadow tree comes with its inner path. */
function pressedAt(event: Event): HTMLElement | undefined {
  return event.composedPath().find((node): node is HTMLElement => isElement(node) && own(node, 'matches')(PRESSABLE))
}

function ownedBy(target: HTMLElement): Press | undefined {
  const form = formOf(target)
  if (!form || own(target, 'closest')(PASS) || own(target, 'matches')(':disabled')) return undefined
  const press = { form, button: target }
  if (own(target, 'hasAttribute')(SENDS)) return press
  if (isSubmitter(target)) return isLeft(form, target) ? undefined : press
  const sole = soleButtons(form)
  if (!sole.includes(target)) return undefined
  return sole.length > 1 ? { ...press, error: new WaxsealError('button-unclear') } : press
}

/** Enter in a control: as in HTML it presses the form's first submit button, and nothing if that is disabled. */
function entered(control: HTMLElement): Press | undefined {
  const form = formOf(control)
  if (!form || own(control, 'closest')(PASS)) return undefined
  const button = defaultButton(form)
  if (isLeft(form, button)) return undefined
  const unclear = !isSubmitter(button) && soleButtons(form).length > 1
  return { form, button, ...(unclear && { error: new WaxsealError('button-unclear') }) }
}

function formOf(target: Element): HTMLFormElement | undefined {
  const id = own(target, 'hasAttribute')(SENDS) && own(target, 'getAttribute')('form')
  const form = id ? own(document, 'getElementById')(id) : formAround(target)
  return isForm(form) && isProtected(form) ? form : undefined
}

/** `type` of a control as the browser understands it. */
function kindOf(control: Element): string {
  return /^(button|input)$/.test(own(control, 'localName')) ? own(control as HTMLInputElement, 'type') : ''
}
