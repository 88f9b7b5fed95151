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

/** RFC 3339, UTC, whole seconds: finer, or with the offset of the place, it would tell more of the person than the proof needs. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`
}
