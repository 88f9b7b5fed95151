/** Lists, lengths of time, countries and times, as a language writes them. */

export function list(lang: string, items: readonly string[]): string {
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(items)
}

/** An ISO 8601 duration in words: `P1Y6M`. */
export function duration(lang: string, iso: string): string {
  const [, ...counts] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(iso) ?? []
  const words = ['year', 'month', 'week', 'day'].map((unit, i) =>
    counts[i] ? new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(counts[i])) : '',
  )
  return list(lang, words.filter(Boolean)) || iso
}

export function country(lang: string, code: string): string {
  return new Intl.DisplayNames([lang, 'en'], { type: 'region' }).of(code) ?? code
}

/** RFC 3339 with milliseconds and the offset of the place. */
export function now(): string {
  const date = new Date()
  const offset = -date.getTimezoneOffset()
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0')
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1)
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}
