/** What a control of a kind tells the browser. */
import type { FormFields } from '../fields/form'
import type { Input } from './controls'

/** Kinds that bound their length by themselves, however they are written. */
const SHAPED = /^(tel|mobile|postal-code|cc-number|cc-exp|iban|vat|national-id|one-time-code|bday|date)$/

/** Kinds that are no autofill tokens of the HTML Standard. */
const NO_TOKEN = /^(text|choice|number|date|iban|bic|vat|national-id)$/

/** Tells the browser what the controls of a field take, where the page says nothing; gives the kind of the field. */
export function dress(checks: FormFields, name: string, controls: Input[], label: string): string {
  const kind = checks.settle(name, controls, label)
  for (const control of controls) {
    if (!/^(text|search|email|tel|url|number|password|date|textarea|select-one)$/.test(control.type)) continue
    // It would cut what is pasted with blanks, or `04/2027`, without a word.
    if (controls.length === 1 && SHAPED.test(kind)) control.removeAttribute('maxlength')
    tell(control, kind, controls.length > 1)
  }
  return kind
}

function tell(control: Input, kind: string, many: boolean): void {
  const token = kind === 'mobile' ? 'tel' : kind
  const set = (name: string, value: string | false): void => {
    if (value && !control.hasAttribute(name)) control.setAttribute(name, value)
  }
  set('autocomplete', !many && !NO_TOKEN.test(token) && token)
  set('inputmode', /^(email|tel|url)$/.test(token) ? token : /^(cc-(number|exp|csc)|one-time-code)$/.test(kind) ? 'numeric' : kind === 'number' && 'decimal')
  const capitals = /^(iban|bic|vat|national-id|postal-code)$/.test(kind)
  const exact = /^(email|url|username|new-password)$/.test(kind)
  const names = /name$/.test(kind)
  set('autocapitalize', capitals ? 'characters' : exact ? 'none' : names && 'words')
  set('spellcheck', (capitals || exact || names || kind === 'organization') && 'false')
}
