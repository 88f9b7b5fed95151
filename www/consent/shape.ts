/** Reads a policy strictly. crates/core/src/policy/file.rs has the same members; `waxseal policy lint` says the rest. */
import { fit, type Shapes } from '../shape'

const SHAPES: Shapes = {
  policy:
    '$schema:s? v:1 revision:n lang:s? controller:controller keys:keys recipients:recipient* purposes:purpose* forms:form* regions:s*? withdraw:s? automated:sentence? signers:signers? accepted:answer%?',
  controller: 'name:s address:s country:s contact:s privacy:s dpo:s? authority:s?',
  keys: 'keys:key*',
  key: 'kty:s crv:s? alg:s? kid:s? use:s? pub:s? x:s? y:s?',
  recipient: 'id:s name:s kid:s',
  signers: 'owner:key? confirm:key? ledger:s?',
  purpose: 'id:s preset:s? basis:s? text:s? texts:s%? recipients:s*? channel:s? dpv:s? uses:s*? parties:party*? retention:retention? validity:s? explicit:f?',
  party: 'name:s address:s? country:s? role:s?',
  retention: 'duration:s? from:s',
  sentence: 'text:s texts:s%?',
  answer: 'because:s by:s on:s',
  form: 'id:s mode:s? receiver:s? clear:s*? fields:field* purposes:s*? terms:terms? age:age? after:after? spam:spam?',
  terms: 'text:s texts:s%? url:s',
  age: 'ask:s from:n? parent:s?',
  field: 'name:s kind:s? special:s? required:f? purposes:s* reason:s? reasons:s%? options:o%?',
  after: 'text:s? texts:s%? redirect:s?',
  spam: 'fresh:f?',
}

/** Throws `bad-policy` with the first member that does not fit. */
export function check(value: unknown): void {
  fit(SHAPES, unfit, value, 'policy')
}

/** An error as the module gives them: with a code. */
function unfit(name: string, what: string): Error {
  return Object.assign(new Error(`\`${name}\`: ${what}`), { code: 'bad-policy' })
}
