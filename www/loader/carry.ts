/** What a person typed, carried over to the form that a script put in place of theirs, as a framework does that finds more in its tree than it drew. */
import { own } from './dom'

const CONTROLS = ['input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image])', 'select', 'textarea'].join()

/** What is read of a control, all of it only where it is an input. */
type Control = HTMLInputElement

/** Forms whose values were sealed: a fresh one after them is meant to be empty. */
const sealed = new WeakSet<EventTarget>()
addEventListener('waxseal:sealed', ({ target }) => target && sealed.add(target), true)

/** Carries over what the person changed and the page did not. Two forms that are not alike are left alone. */
export function carry(from: HTMLFormElement, to: HTMLFormElement): void {
  const [before, after] = [controls(from), controls(to)]
  if (sealed.has(from) || before.map(kind).join() !== after.map(kind).join()) return
  before.forEach((control, i) => put(control, after[i]!))
}

function controls(form: HTMLFormElement): Control[] {
  return [...own(form, 'querySelectorAll')<Control>(CONTROLS)]
}

/** As the browser understands it, and what the page calls it. */
function kind(control: Control): string {
  const named = ['data-waxseal-field', 'id'].map((name) => own(control, 'getAttribute')(name))
  return [own(control, 'type'), ...named].join(' ')
}

function put(from: Control, to: Control): void {
  if (/^(checkbox|radio)$/.test(own(from, 'type'))) {
    const checked = own(from, 'checked')
    // A click, because frameworks listen to nothing else.
    if (checked !== own(from, 'defaultChecked') && checked !== own(to, 'checked')) own(to, 'click')()
  } else if (own(from, 'localName') === 'select') choose(from, to)
  else if (own(from, 'type') === 'file') set(to, 'files', own(from, 'files'))
  else if (own(from, 'value') !== own(from, 'defaultValue') && own(to, 'value') === own(to, 'defaultValue')) set(to, 'value', own(from, 'value'))
}

function choose(from: Control, to: Control): void {
  const [before, after] = [from, to].map((select) => [...own(select as unknown as HTMLSelectElement, 'options')]) as [HTMLOptionElement[], HTMLOptionElement[]]
  if (before.length !== after.length || before.every(({ selected, defaultSelected }) => selected === defaultSelected)) return
  after.forEach((option, i) => (option.selected = !!before[i]?.selected))
  tell(to)
}

/** Past the setter that a framework may have put on the control, so that it notices. */
function set(control: Control, member: 'value' | 'files', value: unknown): void {
  Reflect.set(Object.getPrototypeOf(control) as object, member, value, control)
  tell(control)
}

function tell(control: Control): void {
  for (const type of ['input', 'change']) own(control, 'dispatchEvent')(new Event(type, { bubbles: true }))
}
