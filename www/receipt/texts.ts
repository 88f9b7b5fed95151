/** What people read, in their language: packs of the same sentences, English among them. */
import { known, primary, table } from '../packs'

type Words = Readonly<Record<string, string>>

const languages = new Map<string, Words>()
const RTL = /^(ar|fa|he|ur|yi)$/

/** Brings the sentences of a language, `de-AT`; English for one that has no pack. */
export async function language(tag: string): Promise<void> {
  const lang = spoken(tag)
  if (!languages.has(lang)) languages.set(lang, await table(file(lang)))
}

/** The sentences of one language, once {@link language} has brought it. */
export class Texts {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  private readonly words: Words
  /** How numbers and dates are written: as where the person is, if the tag says so. */
  private readonly locales: readonly string[]

  constructor(tag: string) {
    const words = languages.get(spoken(tag))
    if (!words) throw new Error('language() comes first')
    this.words = words
    this.lang = spoken(tag)
    this.locales = [...(primary(tag) === this.lang ? readable(tag) : []), this.lang, 'en']
    this.dir = RTL.test(this.lang) ? 'rtl' : 'ltr'
  }

  /** A sentence, its placeholders filled in. */
  say(key: string, values: Readonly<Record<string, string>> = {}): string {
    return (this.words[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  }

  /** A time as the clock of its place showed it. What cannot be read stays as it is. */
  time(rfc3339: string): string {
    const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(rfc3339) ?? []
    const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000
    const shown = new Date(Date.parse(rfc3339) + offset)
    if (Number.isNaN(shown.getTime())) return rfc3339
    const words = shown.toLocaleString([...this.locales], { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' })
    // Isolated: from right to left, the sign of the offset would change sides.
    return `${words} \u2066(UTC${offset ? rfc3339.slice(-6) : ''})\u2069`
  }

  /** An ISO 8601 duration in words. */
  duration(iso: string): string {
    const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(iso)
    const units = ['year', 'month', 'week', 'day'].flatMap((unit, i) => {
      const count = found?.[i + 1]
      const format = (): Intl.NumberFormat => new Intl.NumberFormat([...this.locales], { style: 'unit', unit, unitDisplay: 'long' })
      return count ? [format().format(Number(count))] : []
    })
    return units.join(' ') || iso
  }

  /** Names one after another, each isolated, so that their scripts do not change their order. */
  list(names: readonly string[]): string {
    return new Intl.ListFormat([...this.locales], { type: 'unit' }).format(names.map((name) => `\u2068${name}\u2069`))
  }
}

/** The tag, if it is one. */
function readable(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag)
  } catch {
    return []
  }
}

function spoken(tag: string): string {
  return known(file(primary(tag))) ? primary(tag) : 'en'
}

function file(lang: string): string {
  return `receipt-${lang}.json`
}
