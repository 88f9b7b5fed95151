/** The kind of a field that the policy does not name, from what the page says about its controls. */

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Autofill tokens of the HTML Standard that are kinds. */
const TOKENS =
  /^(name|given-name|family-name|organization|email|tel|street-address|address-line[12]|address-level[12]|postal-code|country|bday|cc-number|cc-exp|cc-csc|cc-name|url|username|new-password|one-time-code)$/

/** The same under another token. */
const ALSO: Readonly<Record<string, string>> = { 'country-name': 'country', 'address-line3': 'address-line2', 'tel-national': 'tel' }

/** The kind that the page states, by autofill token or type; the first control that does. */
export function stated(controls: readonly Control[]): string | undefined {
  return controls.map((control) => statedBy(control, controls.length > 1)).find(Boolean)
}

function statedBy(control: Control, many: boolean): string | undefined {
  const { type } = control
  // The last word of `section-x shipping email` says what it is. Not the property: in Firefox it lacks the tokens of a birthday.
  const token = /(\S+)(\s+webauthn)?\s*$/.exec(control.getAttribute('autocomplete') ?? '')?.[1] ?? ''
  if (TOKENS.test(token)) return token
  // A day is no date.
  const [, whole] = /^(bday|cc-exp)-/.exec(token) ?? []
  if (whole) return many ? whole : 'text'
  return ALSO[token] ?? (/^(email|tel|url|number|date)$/.test(type) ? type : undefined)
}

/** Whether words may tell the kind: boxes, buttons, lists and long texts are asked about e-mail without being an address. */
export function guessable(controls: readonly Control[]): boolean {
  return controls.every(({ type }) => /^(text|search)$/.test(type))
}
