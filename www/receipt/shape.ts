/** Reads a receipt strictly: crates/core/src/consent/record.rs has the same members. */
import { fit, type Shapes } from '../shape'

const SHAPES: Shapes = {
  receipt: 'key:s? record:record v:1 withdraw:s?',
  record:
    'age:s? button:s? cmt:s* controller:controller created:s dir:s? form:s gpc:f? holder:s iat:n lang:s mh:s notice:words? origin:s? purposes:decision* regions:s*? release:s? sid:s sig:s terms:words? v:1',
  controller: 'address:s authority:s? contact:s country:s dpo:s? name:s privacy:s',
  words: 'lang:s sha256:s text:s',
  decision:
    'basis:s channel:s? control:s dpv:s? fields:s* given:f id:s lang:s parties:party*? recipients:s* retention:retention? sha256:s text:s time:s uses:s*? validity:s? why:s?',
  party: 'address:s? country:s? name:s role:s?',
  retention: 'duration:s? from:s',
}

/** Throws for what is no receipt. */
export function check(value: unknown): void {
  fit(SHAPES, (name, what) => new Error(`${name}: ${what}`), value, 'receipt')
}
