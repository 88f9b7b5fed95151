/** The controls of a form, and the keys they go by. */
import { own } from '../loader/dom'

/** What has `value`, `checked` and `type`, which all controls that have them spell alike. */
export type Input = HTMLInputElement

/** The button that submits, if there is one. */
export type Submitter = HTMLElement | null | undefined

/** What a control does, as far as sending is concerned. */
export type Role =
  /** Sends its value. */
  | 'value'
  /** Sends its value when ticked; several of one key are a list. */
  | 'checkbox'
  /** Sends its value when chosen; one of its key. */
  | 'radio'
  /** Sends the value of each chosen option. */
  | 'select'
  /** The same, and always a list. */
  | 'select-many'
  /** Holds files. */
  | 'file'
  /** Sends its value only if it is the one that submits. */
  | 'submit'
  /** The same, with coordinates. */
  | 'image'
  /** Never sends anything: `reset`, `button`, `fieldset`, `output`, `object`. */
  | 'silent'
  /** A custom element; its value is not to be had from outside. */
  | 'custom'

export interface Control {
  readonly element: Input
  readonly role: Role
  /** Empty if nothing names it: then it is not sent, as in HTML. */
  readonly key: string
}

/** All controls that the form owns, in tree order, then the radio buttons that the loader took out of it. */
export function controlsOf(form: HTMLFormElement): Control[] {
  const number = attribute(form, 'data-waxseal-id')
  const radios = [...(own(form, 'getRootNode')() as Document).querySelectorAll('[data-waxseal-owner]')]
  const mine = [...own(form, 'elements')].filter((control) => !is(control, '[data-waxseal-envelope]'))
  return [...mine, ...radios.filter((radio) => attribute(radio, 'data-waxseal-owner') === number)].map((element) => control(element as Input))
}

/** One control. */
export function control(element: Input): Control {
  const role = roleOf(element)
  return { element, role, key: keyOf(element, role) }
}

/** Whether it can be read at all. */
export function isRead({ role }: Control): boolean {
  return !/^(submit|image|silent|file|custom)$/.test(role)
}

/**
 * Whether it takes part in submission at all: it, its fieldset or its place in a `datalist` may forbid it; or its field is of no use to
 * what was chosen, and so is hidden.
 */
export function takesPart({ element }: Control): boolean {
  return !is(element, ':disabled,datalist *,[data-waxseal-unused],[data-waxseal-unused] *')
}

/** What a person knows it by, for messages. */
export function nameOf({ element, role, key }: Control): string {
  return (role === 'radio' && legend(element)) || label(element) || key
}

/**
 * The text of the control's label without that of the control in it, whose options or content are no name; else `aria-label`, else
 * the placeholder.
 */
export function label(element: Input): string {
  const parts = [...(element.labels?.[0]?.childNodes ?? [])].filter((part) => !part.contains(element))
  return tidy(parts.map((part) => part.textContent).join('')) || tidy(attribute(element, 'aria-label')) || tidy(attribute(element, 'placeholder'))
}

/** The legend of the group that the control is in. */
export function legend(element: Element): string {
  return tidy(own(element, 'closest')('fieldset')?.querySelector('legend')?.textContent)
}

/** The attribute; empty if it is not there. */
export function attribute(element: Element, name: string): string {
  return own(element, 'getAttribute')(name) ?? ''
}

/** Whether `element` matches a selector of ours. */
export function is(element: Element, selector: string): boolean {
  return own(element, 'matches')(selector)
}

const INPUTS: Readonly<Record<string, Role>> = {
  checkbox: 'checkbox',
  radio: 'radio',
  file: 'file',
  submit: 'submit',
  image: 'image',
  reset: 'silent',
  button: 'silent',
}

function roleOf(element: Input): Role {
  const tag = own(element, 'localName')
  switch (tag) {
    case 'textarea':
      return 'value'
    case 'select':
      return element.type === 'select-multiple' ? 'select-many' : 'select'
    case 'button':
      return element.type === 'submit' ? 'submit' : 'silent'
    case 'input':
      return INPUTS[element.type] ?? 'value'
    default:
      return tag.includes('-') ? 'custom' : 'silent'
  }
}

/**
 * The first of `data-waxseal-field`, `name`, `id`, `autocomplete` and the label; for buttons only the first two, since their ids name
 * the button, not an answer. An empty `data-waxseal-field` says that the control is no field.
 */
function keyOf(element: Input, role: Role): string {
  if (is(element, '[data-waxseal-field=""]')) return ''
  const named = attribute(element, 'data-waxseal-field') || attribute(element, 'name')
  if (named || role === 'submit' || role === 'image') return named
  // The last word of `section-x shipping email` says what it is.
  const token = attribute(element, 'autocomplete').match(/\S+(?=\s*$)/)?.[0] ?? ''
  return attribute(element, 'id') || (/^(on|off|webauthn)?$/.test(token) ? label(element) : token)
}

/** One line, without the marks that labels end in. */
function tidy(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').replace(/^ |[*: ]+$/g, '')
}
