import { attempt, own } from './dom'
import { NUMBER, OWNER } from './find'

/** The field's name in the policy. Where the page does not say it, it is the former `name` of the control. */
const FIELD = 'data-waxseal-field'
/** The `form` of radios: no element has this id, so they belong to no form and no form's entries can hold them. */
const NOWHERE = 'waxseal-none'

/** What scripts are told of a control whose name was taken. */
interface Taken {
  name: string
  /** Whether the field is called by the name, so that it follows when the name changes. */
  readonly derived: boolean
}

/** How the names of a form are kept. */
export interface Names {
  /** Whether the `name` of a control still answers scripts. */
  readonly answer: boolean
  /** Names that stay as they are: the policy leaves these fields in clear. */
  readonly clear: readonly string[]
}

const taken = new WeakMap<Element, Taken>()
const carriers = new WeakMap<HTMLFormElement, HTMLInputElement>()
const numbers = new WeakMap<HTMLFormElement, string>()
let last = 0

/** Takes `name` off every control of the form: a control without one is in no entry list, whoever builds it. Says whether one had any. */
export function strip(form: HTMLFormElement, names: Names): boolean {
  let some = false
  const number = numberOf(form)
  const find = own(form, 'querySelectorAll')
  // `elements` leaves image buttons out. Radio buttons that the markup took out of the form itself stand in it all the same.
  const others = find<HTMLInputElement>(`input[type=image],input[type=radio][form][${FIELD}]:not([${OWNER}])`)
  for (const control of new Set<Element>([...own(form, 'elements'), ...others])) {
    if (control === carriers.get(form)) continue
    // One that cannot be asked keeps its name: `formdata` takes its entry out.
    attempt(() => {
      some = take(control as HTMLInputElement, number, names) || some
    })
  }
  return some
}

/** Mode `post`: gives every control its own `name` back, which is none unless it stays in clear. */
export function untie(form: HTMLFormElement, clear: readonly string[]): void {
  carrier(form)
  for (const control of own(form, 'elements')) {
    const name = taken.get(control)?.name
    if (name === undefined) continue
    Reflect.deleteProperty(control, 'name')
    if (clear.includes(own(control, 'getAttribute')(FIELD) ?? '')) own(control, 'setAttribute')('name', name)
  }
  // These need an attribute, which `$('input').serialize()` must not see.
  for (const radio of radiosOf(own(form, 'getRootNode')() as ParentNode & Node, numberOf(form))) tie(radio, false)
}

/** The one control that scripts may read by its name: it holds the envelope of the last press, for `serialize()` and its like. */
export function carrier(form: HTMLFormElement): HTMLInputElement {
  const input = carriers.get(form) ?? own(document, 'createElement')('input')
  carriers.set(form, input)
  if (!own(form, 'contains')(input)) {
    input.type = 'hidden'
    input.name = 'waxseal'
    input.setAttribute('data-waxseal-envelope', '')
    own(form, 'append')(input)
  }
  return input
}

function take(control: HTMLInputElement, number: string, { answer, clear }: Names): boolean {
  // Neither is ever sent, and style sheets may go by their names.
  if (/^(fieldset|output)$/.test(own(control, 'localName'))) return false
  const [get, set] = [own(control, 'getAttribute'), own(control, 'setAttribute')]
  const name = get('name') ?? ''
  const isRadio = own(control, 'type') === 'radio'
  const isOrphan = isRadio && !own(control, 'form')
  if (!name && !isOrphan) return false
  const field = get(FIELD)
  if (clear.includes(field ?? name)) {
    set(FIELD, field ?? name)
    return false
  }
  const derived = taken.get(control)?.derived ?? field === null
  if (derived) set(FIELD, name)
  taken.set(control, { name, derived })
  if (isRadio) orphan(control, number)
  else own(control, 'removeAttribute')('name')
  if (answer || isRadio) tie(control, answer)
  return !isOrphan
}

/** A property `name` that takes as before, though the attribute is gone, and answers so or with nothing. */
function tie(control: Element, answer: boolean): void {
  Reflect.defineProperty(control, 'name', {
    configurable: true,
    enumerable: true,
    get: () => (answer && taken.get(control)?.name) || '',
    set: (value: unknown) => {
      const name = String(value)
      const { derived = false } = taken.get(control) ?? {}
      taken.set(control, { name, derived })
      if (!derived) return
      if (name) own(control, 'setAttribute')(FIELD, name)
      else own(control, 'removeAttribute')(FIELD)
    },
  })
}

/** Browsers group radios by name and owner, so a radio keeps a name and loses its owner. */
function orphan(radio: HTMLInputElement, number: string): void {
  const [get, set] = [own(radio, 'getAttribute'), own(radio, 'setAttribute')]
  const name = taken.get(radio)?.name ?? get(FIELD) ?? ''
  // The name first: under its old name it could join, and untick, another group on the way.
  set('name', isFree(radio, name, number) ? name : `waxseal-${number}-${name}`)
  set(OWNER, number)
  set('form', NOWHERE)
}

/** Whether the name is this form's alone among the radio buttons without an owner: then scripts find the group by its name. */
function isFree(radio: HTMLInputElement, name: string, number: string): boolean {
  const root = own(radio, 'getRootNode')() as ParentNode & Node
  const same = own(root, 'querySelectorAll')<HTMLInputElement>(`input[type=radio][name="${CSS.escape(name)}"]`)
  return [...same].every((other) => own(other, 'form') ?? own(other, 'closest')(`[${OWNER}="${number}"],form[${NUMBER}="${number}"]`))
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

function radiosOf(within: ParentNode & Node, number: string): NodeListOf<HTMLInputElement> {
  return own(within, 'querySelectorAll')<HTMLInputElement>(`input[${OWNER}="${CSS.escape(number)}"]`)
}
