/** The kind of a field that the policy does not name, from what the page says about its control; and what a control of a kind tells the browser. */

/** Autofill tokens of the HTML Standard that are kinds, and kinds by the words that name them and nothing else. */
const TOKENS =
  /^(name|given-name|family-name|organization|email|tel|street-address|address-line[12]|address-level[12]|postal-code|country|bday|cc-number|cc-exp|cc-csc|cc-name|url|username|new-password|one-time-code)$/

/** The same under another token. */
const ALSO: Readonly<Record<string, string>> = {
  'bday-day': 'bday',
  'bday-month': 'bday',
  'bday-year': 'bday',
  'country-name': 'country',
  'address-line3': 'address-line2',
  'tel-national': 'tel',
}

/**
 * Words in names and labels. Where a word could mean something else, the field is text: a check that does not fit would refuse what is
 * right.
 */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['email', /\b(e-?mail|mail|correo)\b/],
  ['mobile', /\b(mobile|handy|cell ?phone)\b/],
  ['tel', /\b(phone|telephone|telefono?|tel)\b/],
  ['given-name', /\b(first ?name|fname|vorname|prenom)\b/],
  ['family-name', /\b(last ?name|surname|lname|nachname)\b/],
  ['name', /\bfull ?name\b/],
  ['postal-code', /\b(post ?code|zip( ?code)?|plz|postleitzahl)\b/],
  ['iban', /\biban\b/],
  ['url', /\b(website|homepage)\b/],
]

/** What autofill token, type, `inputmode`, name and label point to, the first that does. */
export function infer(control: HTMLElement & { type: string }, name: string, label: string): string {
  // The last word of `section-x shipping email` says what it is.
  const token = /(\S+)(\s+webauthn)?\s*$/.exec(control.getAttribute('autocomplete') ?? '')?.[1] ?? ''
  if (TOKENS.test(token)) return token
  const said = ALSO[token] ?? [control.type, control.inputMode].find((type) => /^(email|tel|url|number|date)$/.test(type))
  if (said) return said
  const words = [name.replace(/([a-z])([A-Z])/g, '$1 $2'), label].map((text) => text.toLowerCase().replace(/[_.[\]]/g, ' '))
  return words.flatMap((text) => WORDS.filter(([, pattern]) => pattern.test(text)))[0]?.[0] ?? 'text'
}

/** Fills in `autocomplete`, `inputmode`, `autocapitalize` and `spellcheck` where the page says nothing. */
export function dress(control: Element, kind: string): void {
  const token = kind === 'mobile' ? 'tel' : kind
  const set = (name: string, value: string | false | undefined): void => {
    if (value && !control.hasAttribute(name)) control.setAttribute(name, value)
  }
  set('autocomplete', TOKENS.test(token) && token)
  set('inputmode', /^(email|tel|url)$/.test(token) ? token : /^(cc-(number|exp|csc)|one-time-code)$/.test(kind) ? 'numeric' : kind === 'number' && 'decimal')
  const capitals = /^(iban|bic|vat|national-id|postal-code)$/.test(kind)
  const exact = /^(email|url|username|new-password)$/.test(kind)
  const names = /name$/.test(kind)
  set('autocapitalize', capitals ? 'characters' : exact ? 'none' : names && 'words')
  set('spellcheck', (capitals || exact || names || kind === 'organization') && 'false')
}
