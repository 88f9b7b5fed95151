/**
 * JSON as RFC 8785 spells it, without members that are `null` or `undefined`. `JSON.stringify` writes texts and whole numbers that way
 * already; members are sorted by UTF-16 code units, which is how `sort` compares.
 */
import { filter, join, map } from './lists'

const { isArray } = Array
const { keys } = Object
const { stringify } = JSON
const { apply } = Reflect
const { sort } = Array.prototype
const { replace } = String.prototype

export function canonical(value: unknown): string {
  if (isArray(value)) return `[${join(map(value, canonical), ',')}]`
  // Half a character is none, and no UTF-8 has it.
  if (typeof value === 'string') return stringify(apply(replace, value, [/\p{Surrogate}/gu, '\ufffd']))
  if (typeof value !== 'object' || !value) return stringify(value)
  const members = value as Readonly<Record<string, unknown>>
  const names = filter(keys(members), (name) => (members[name] ?? undefined) !== undefined)
  return `{${join(
    map(apply(sort, names, []) as string[], (name) => `${stringify(name)}:${canonical(members[name])}`),
    ',',
  )}}`
}
