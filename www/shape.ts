/**
 * JSON, read strictly: a member that is missing, unknown or of another kind is named. An array is no object, and `null` is not the absence
 * of a member. crates/core/src/strict.rs does the same for programs.
 */

/**
 * Names and kinds: `s` a text, `n` a whole number, `1` the number 1, `f` true or false, `o` a text, a number, true or false, else one of
 * these shapes. `*` makes a list of it, `%` an object of it whose names the owner chooses; what ends in `?` may be missing.
 */
export type Shapes = Readonly<Record<string, string>>

/** What to throw, for a member and what belongs there. */
type Unfit = (name: string, what: string) => Error

const SCALARS: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  s: [(value) => typeof value === 'string', 'a text belongs here'],
  n: [(value) => Number.isSafeInteger(value) && (value as number) >= 0, 'a whole number belongs here'],
  1: [(value) => value === 1, 'this release reads version 1'],
  f: [(value) => typeof value === 'boolean', 'true or false belongs here'],
  o: [(value) => /^(string|number|boolean)$/.test(typeof value), 'a text, a number, true or false belongs here'],
}

/** Throws for the first member that does not fit `shapes`. */
export function fit(shapes: Shapes, unfit: Unfit, value: unknown, name: string, kind = name): void {
  const check = (value: unknown, name: string, kind: string): void => fit(shapes, unfit, value, name, kind)
  const [scalar, what = ''] = SCALARS[kind] ?? []
  if (scalar) {
    if (!scalar(value)) throw unfit(name, what)
    return
  }
  if (kind.endsWith('*')) {
    if (!Array.isArray(value)) throw unfit(name, 'a list belongs here')
    return value.forEach((item) => check(item, name, kind.slice(0, -1)))
  }
  if (typeof value !== 'object' || !value || Array.isArray(value)) throw unfit(name, 'an object belongs here')
  const members = new Map(Object.entries(value))
  if (kind.endsWith('%')) return members.forEach((member, name) => check(member, name, kind.slice(0, -1)))
  for (const member of shapes[kind]?.split(' ') ?? []) {
    const [known = '', of = ''] = member.split(':')
    if (members.has(known)) check(members.get(known), known, of.replace('?', ''))
    else if (!of.endsWith('?')) throw unfit(known, 'this member is missing')
    members.delete(known)
  }
  for (const unknown of members.keys()) throw unfit(unknown, 'no such member is known; correct its name or take it out')
}
