/**
 * Reads a policy strictly: a member that is missing, unknown or of another kind is named. crates/core/src/policy/file.rs has the same
 * members; `waxseal policy lint` says the rest.
 */

/**
 * Names and kinds: `s` a text, `n` a whole number, `f` true or false, `T` texts by language, `O` options, else one of these shapes.
 * `*` makes a list of it; what ends in `?` may be missing.
 */
const SHAPES: Readonly<Record<string, string>> = {
  policy: '$schema:s? v:n revision:n lang:s? controller:controller keys:keys recipients:recipient* purposes:purpose* forms:form* regions:s*? withdraw:s? automated:sentence? signers:signers?',
  controller: 'name:s address:s country:s contact:s privacy:s dpo:s? authority:s?',
  keys: 'keys:key*',
  key: 'kty:s crv:s? alg:s? kid:s? use:s? pub:s? x:s? y:s?',
  recipient: 'id:s name:s kid:s',
  signers: 'owner:key? confirm:key? ledger:s?',
  purpose:
    'id:s preset:s? basis:s? text:s? texts:T? recipients:s*? channel:s? dpv:s? uses:s*? parties:party*? retention:retention? validity:s? explicit:f?',
  party: 'name:s address:s? country:s? role:s?',
  retention: 'duration:s? from:s',
  sentence: 'text:s texts:T?',
  form: 'id:s mode:s? receiver:s? clear:s*? fields:field* purposes:s*? terms:terms? age:age? after:after?',
  terms: 'text:s texts:T? url:s',
  age: 'ask:s from:n? parent:s?',
  field: 'name:s kind:s? required:f? purposes:s* reason:s? reasons:T? options:O?',
  after: 'text:s? texts:T? redirect:s?',
}

type Members = Readonly<Record<string, unknown>>

/** Throws `bad-policy` with the first member that does not fit. */
export function check(value: unknown, name = 'policy', kind = name): void {
  if (kind.endsWith('*')) {
    if (!Array.isArray(value)) throw unfit(name, 'a list belongs here')
    return value.forEach((item) => check(item, name, kind.slice(0, -1)))
  }
  if (kind === 's') return expect(typeof value === 'string', name, 'a text belongs here')
  if (kind === 'n') return expect(Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32, name, 'a whole number belongs here')
  if (kind === 'f') return expect(typeof value === 'boolean', name, 'true or false belongs here')
  expect(typeof value === 'object' && !!value && !Array.isArray(value), name, 'an object belongs here')
  const members = { ...(value as Members) }
  if (kind === 'T') for (const [lang, text] of Object.entries(members)) check(text, lang, 's')
  if (kind === 'O') for (const [rule, scalar] of Object.entries(members)) expect(/^(string|number|boolean)$/.test(typeof scalar), rule, 'a text, a number, true or false belongs here')
  if (kind === 'T' || kind === 'O') return
  for (const member of SHAPES[kind]?.split(' ') ?? []) {
    const [known = '', of = ''] = member.split(':')
    const optional = of.endsWith('?')
    const found = members[known] ?? undefined
    delete (members as Record<string, unknown>)[known]
    if (found !== undefined) check(found, known, optional ? of.slice(0, -1) : of)
    else expect(optional, known, 'this member is missing')
  }
  const [unknown] = Object.keys(members)
  if (unknown !== undefined) throw unfit(unknown, 'no such member is known; correct its name or take it out')
}

function expect(fits: boolean, name: string, what: string): void {
  if (!fits) throw unfit(name, what)
}

/** An error as the module gives them: with a code. */
export function unfit(name: string, what: string): Error {
  return Object.assign(new Error(`\`${name}\`: ${what}`), { code: 'bad-policy' })
}
