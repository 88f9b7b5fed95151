/**
 * The entry list of a form, as the HTML Standard constructs it ("constructing the entry list"), from the live DOM.
 *
 * Values are read when they are needed and kept by nobody: what autofill, a password manager or the page's own script put in counts as
 * much as what was typed.
 */
import { flat } from '../lists'
import { attribute, control, is, takesPart, type Control, type Submitter } from './controls'

/** One name and value. Line breaks are those of the DOM's own value: LF. */
export interface Entry {
  readonly key: string
  readonly value: string
  /** Whether the key holds a list even when it has one entry. */
  readonly list?: boolean
}

/** What `controls` would send now if `submitter` submitted. */
export function entriesOf(controls: readonly Control[], submitter?: Submitter): Entry[] {
  const entries = flat(
    controls.filter((it) => it.key && takesPart(it)),
    (it) => sends(it, controls, submitter),
  )
  // An image button is not among the form's elements (a rule from the Web's first years), so it is read here.
  const { role, key } = submitter ? control(submitter as HTMLInputElement) : {}
  // The click's coordinates are not in the DOM; a browser sends 0 for the keyboard too.
  const axes = role === 'image' ? ['x', 'y'] : []
  return [...entries, ...axes.map((axis) => ({ key: key ? `${key}.${axis}` : axis, value: '0' }))]
}

function sends({ element, role, key }: Control, all: readonly Control[], submitter?: Submitter): Entry[] {
  const entry = (value = element.value, list = false): Entry[] => [{ key, value, list }]
  switch (role) {
    case 'value':
      // `<input type=hidden name=_charset_>` sends the encoding's name.
      if (/^_charset_$/i.test(key) && element.type === 'hidden') return entry('UTF-8')
      return [...entry(), ...direction(element)]
    case 'checkbox':
      return element.checked ? entry(element.value, all.filter((other) => other.role === role && other.key === key).length > 1) : []
    case 'radio':
      return element.checked ? entry() : []
    case 'submit':
      return submitter === element ? entry() : []
    case 'select':
    case 'select-many':
      // An option is also disabled by its `optgroup`.
      return flat([...element.querySelectorAll<HTMLOptionElement>('option:checked:not(:disabled)')], ({ value }) => entry(value, role === 'select-many'))
    default:
      return []
  }
}

/** `dirname` sends the direction of what was typed under a second name. */
function direction(element: Element): Entry[] {
  const key = attribute(element, 'dirname')
  return key ? [{ key, value: isRightToLeft(element) ? 'rtl' : 'ltr' }] : []
}

function isRightToLeft(element: Element): boolean {
  try {
    return is(element, ':dir(rtl)')
  } catch {
    // Older engines do not know it.
    return false
  }
}
