/** Where things stand in a form, and links. */
import { make } from '../elements'
import { own } from '../loader/dom'

/** A link that leaves what was typed alone. */
export function link(text: string, href: string): HTMLAnchorElement {
  return make('a', { href, target: '_blank', rel: 'noopener', part: 'link' }, text)
}

/** What a control must not be lost among: other fields, the button that sends, and our own block. */
const OTHERS =
  'input:not([type=hidden],[type=reset],[type=button]),select,textarea,button:not([type=button],[type=reset]),waxseal-consent,[data-waxseal-consent]'

/** The outermost element around a control that holds no control but its own: what is shown and hidden with it. */
export function row(control: Element, form: Element, mine: readonly Element[]): Element {
  let row = control
  for (let next = row.parentElement; next && next !== form && own(form, 'contains')(next); next = next.parentElement) {
    if ([...next.querySelectorAll(OTHERS)].some((other) => !mine.includes(other)) || next.matches(OTHERS)) break
    row = next
  }
  return row
}

/** The row of the button that sends: buttons often stand in a row of their own. */
export function submitRow(form: HTMLFormElement): Element | undefined {
  let row = own(form, 'querySelector')('button:not([type=button],[type=reset]),input[type=submit],input[type=image]')
  while (row?.parentElement && row.parentElement !== form) {
    if (row.parentElement.querySelector('input:not([type=submit],[type=image],[type=hidden]),select,textarea')) break
    row = row.parentElement
  }
  return row ?? undefined
}
