/** Where the block goes: into the form's `<div data-waxseal-consent>`, else before its submit button. */
import { own } from '../loader/dom'
import { submitRow } from './dom'

export function put(element: HTMLElement, form: HTMLFormElement): void {
  const place = own(form, 'querySelector')('[data-waxseal-consent]')
  const row = submitRow(form)
  if (place) place.replaceChildren(element)
  else if (row) row.before(element)
  else own(form, 'append')(element)
}
