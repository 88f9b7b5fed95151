import { own } from './dom'

/** Keeps the former `name` of a control: the field's name in the policy. */
const FIELD = 'data-waxseal-field'
/** Number of a protected form, and the mark on radios that belong to it. */
const NUMBER = 'data-waxseal-id'
const OWNER = 'data-waxseal-owner'
/** The `form` of radios: no element has this id, so they belong to no form and no form's entries can hold them. */
const NOWHERE = 'waxseal-none'

const numbers = new WeakMap<HTMLFormElement, string>()
let last = 0

/** Takes `name` off every control of the form: a control without one is in no entry list, whoever builds it. */
export function strip(form: HTMLFormElement): void {
  const number = numberOf(form)
  // `elements` leaves image buttons out.
  const images = own(form, 'querySelectorAll')('input[type=image]')
  for (const control of [...own(form, 'elements'), ...images]) {
    // Neither is ever sent, and style sheets may go by their names.
    if (control instanceof HTMLFieldSetElement || control instanceof HTMLOutputElement) continue
    const name = control.getAttribute('name')
    if (!name) continue
    if (!control.hasAttribute(FIELD)) control.setAttribute(FIELD, name)
    if (control instanceof HTMLInputElement && control.type === 'radio') orphan(control, number)
    else control.removeAttribute('name')
  }
}

/** Browsers group radios by name and owner, so a radio keeps a name and loses its owner. */
function orphan(radio: HTMLInputElement, number: string): void {
  // The name first: under its old name it could join, and untick, another group on the way.
  radio.setAttribute('name', `waxseal-${number}-${radio.getAttribute(FIELD)}`)
  radio.setAttribute(OWNER, number)
  radio.setAttribute('form', NOWHERE)
}

function numberOf(form: HTMLFormElement): string {
  const number = numbers.get(form) ?? String(++last)
  numbers.set(form, number)
  const marked = own(form, 'getAttribute')(NUMBER)
  if (marked !== number) {
    own(form, 'setAttribute')(NUMBER, number)
    // A cloned form brings the number, and the radios, of the form it was made from.
    if (marked) for (const radio of radiosOf(form, marked)) orphan(radio, number)
  }
  return number
}

function radiosOf(within: ParentNode, number: string): NodeListOf<HTMLInputElement> {
  return own(within, 'querySelectorAll')<HTMLInputElement>(`input[${OWNER}="${CSS.escape(number)}"]`)
}
