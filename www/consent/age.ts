/** The question for the person's age: neutral, nothing chosen beforehand, and only a range is kept. */
import table from '../../crates/core/ages.json'
import { make } from '../elements'
import { say } from './texts'
import type { Age, Controller } from './policy'

/** The ranges, as a record names them, each from its youngest age. */
const BANDS = [
  [0, '0-12'],
  [13, '13'],
  [14, '14'],
  [15, '15'],
  [16, '16-17'],
  [18, '18+'],
] as const

/** The range of a person who was too young, for this visit: they are not asked again until somebody likes the answer. */
let shut = ''

export class AgeQuestion {
  readonly place: HTMLElement
  readonly control: HTMLInputElement | HTMLSelectElement
  /** The range; empty if nothing that counts was answered. */
  band = ''
  /** Whether what was typed is no year. */
  private odd = false
  private readonly from: number

  constructor(
    { ask, from }: Age,
    { country }: Controller,
    private readonly lang: string,
  ) {
    this.from = from ?? (table.ages as Readonly<Record<string, number>>)[country] ?? table.default
    const shared = { id: 'age', part: 'age', autocomplete: 'off', 'aria-describedby': 'age-kept' }
    this.control = ask === 'band' ? make('select', shared, ...this.options()) : make('input', { ...shared, inputmode: 'numeric', maxlength: '4', size: '6' })
    this.place = make(
      'div',
      { part: 'age-question' },
      make('label', { for: 'age' }, say(lang, ask === 'band' ? 'age.band' : 'age.year')),
      this.control,
      make('p', { id: 'age-kept', part: 'hint' }, say(lang, 'age.kept')),
    )
    this.startOver()
  }

  private options(): HTMLOptionElement[] {
    const last = BANDS.length - 1
    const name = (band: string, i: number): string => (i === last ? say(this.lang, 'age.older', { n: '18' }) : band.replace('-', '–'))
    return [make('option', { value: '' }, say(this.lang, 'age.choose')), ...BANDS.map(([, band], i) => make('option', { value: band }, name(band, i)))]
  }

  get isShut(): boolean {
    return !!shut && youngest(shut) < this.from
  }

  /** Takes the answer. */
  answer(): void {
    const typed = this.control.value
    const age = this.control instanceof HTMLSelectElement ? (typed ? youngest(typed) : undefined) : ageOf(typed)
    this.band = age === undefined ? '' : bandOf(age)
    this.odd = age === undefined && typed !== ''
    if (age !== undefined && age < this.from) shut = this.band
    this.show()
  }

  /** What is missing, as the key of its sentence. */
  missing(): string {
    return this.band ? '' : this.odd ? 'age.format' : 'age.missing'
  }

  startOver(): void {
    this.control.value = ''
    this.band = shut
    this.odd = false
    this.show()
  }

  private show(): void {
    this.control.disabled = !!shut
  }
}

function youngest(band: string): number {
  return BANDS.find(([, known]) => known === band)?.[0] ?? 0
}

function bandOf(age: number): string {
  return [...BANDS].reverse().find(([from]) => age >= from)?.[1] ?? ''
}

/** As if this year's birthday were still to come: never older than the person is. */
function ageOf(typed: string): number | undefined {
  // Digits of other scripts, too: the last four bits of each are its value.
  const year = typed.trim().replace(/[٠-٩۰-۹０-９]/g, (digit) => String(digit.charCodeAt(0) & 15))
  const age = new Date().getFullYear() - Number(year) - 1
  return /^\d{4}$/.test(year) && age >= -1 && age < 130 ? Math.max(age, 0) : undefined
}
