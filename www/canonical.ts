/**
 * JSON as RFC 8785 spells it, without members that are `null` or `undefined`. `JSON.stringify` writes texts and whole numbers that way
 * already; members are sorted by UTF-16 code units, which is how `sort` compares.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  // Half a character is none, and no UTF-8 has it.
  if (typeof value === 'string') return JSON.stringify(value.replace(/\p{Surrogate}/gu, '\ufffd'))
  if (typeof value !== 'object' || !value) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => (member ?? undefined) !== undefined)
  return `{${members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`
}
