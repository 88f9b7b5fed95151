/** One form's fields as the page has them: what the page says about each, put to the rules of crates/core. */
import type { Fields } from 'fields-glue'
import { guess } from './guess'
import { guessable, stated, type Control } from './kinds'
import { add, bring, bringEarly, checker, partOf, scanning } from './parts'
import { Texts } from './texts'

/** What a look at a field found; www/page/look.ts puts the rest to it. */
export interface Looked {
  /** 0 if there is nothing to say, 1 for a note, 2 for a doubt, 3 for an error. */
  readonly weight: number
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** What one press puts in place of the input. */
  readonly suggestion?: string | undefined
  /** What a machine reads, or what is sent in place of what was typed. */
  readonly value?: string | undefined
  /** A pack that would make it surer, or `part`: rules that have not come yet. */
  readonly wants?: string | undefined
  /** Which of the values it is about; all if missing. */
  readonly at?: readonly number[] | undefined
}

/** A field of the policy, and its controls as they were last seen. */
interface Field {
  readonly kind: string
  readonly options: ReadonlyMap<string, string>
  controls: readonly Control[]
  /** Its kind, once a control has told it. */
  known: string
  /** What crates/fields-page calls it, once the part that has its rules is there. */
  number: number | undefined
  /** Whether its kind is only guessed, from words. */
  guessed: boolean
}

const [NOTHING, NOTE, DOUBT, ERROR] = [0, 1, 2, 3] as const
const [OK, UNSURE, ELSEWHERE] = [0, 1, 3] as const
/** What `found` is asked for. */
const [CODE, VALUE, SUGGESTION, WANTS, ARGUMENTS] = [0, 1, 2, 3, 4] as const
/** In place of a pack: a part of the rules. */
const PART = 'part'
/** Kinds of which no password should be made. */
const OWN = /^(email|username|name|given-name|family-name)$/

export class FormFields {
  readonly texts = new Texts()
  private readonly fields = new Map<string, Field>()
  /** The form's side of each part that it has used. */
  private readonly parts = new Map<string, Fields>()

  constructor(
    private readonly country: string,
    private readonly language: string,
  ) {}

  /** Takes a field of the policy: kind, and options as `name=value` lines. */
  meet(name: string, kind: string, options: string): void {
    const pairs = new Map<string, string>()
    for (const line of options.split('\n')) {
      const [, option, value = ''] = /^(.*?)=(.*)/s.exec(line) ?? []
      if (option) pairs.set(option, value)
    }
    this.fields.set(name, { kind, options: pairs, controls: [], known: '', number: undefined, guessed: false })
  }

  /** Takes the controls of a field as they are now; gives the kind that the policy names, else the one that they point to. */
  settle(name: string, controls: Control[], label: string): string {
    const field = this.field(name)
    field.controls = controls
    if (!field.known) {
      const said = field.kind || stated(controls)
      const guessed = !said && guessable(controls) ? guess(name, label) : undefined
      field.guessed = Boolean(guessed)
      field.known = said || guessed || 'text'
      bringEarly(field.known)
      void bring(partOf(field.known)).catch(() => {})
    }
    return field.known
  }

  /** The same, as far as it is known. */
  kind(name: string): string {
    return this.field(name).known || 'text'
  }

  /**
   * Checks all values of a field; what it finds is the worst. A value of blanks is none: whether one is needed is the form's to say.
   */
  look(name: string, values: string[], required: boolean, label: string): Looked {
    const field = this.field(name)
    let worst: Looked | undefined
    values.forEach((value, i) => {
      const looked = held(field, value) ? this.check(field, value, label) : undefined
      // Characters that nobody sees are nothing, too: the rules know more of them.
      if (looked && looked.code !== 'missing' && (!worst || looked.weight > worst.weight)) worst = { ...looked, at: [i] }
    })
    return (worst?.weight !== ERROR && this.missing(field, required, label, !worst)) || worst || { weight: NOTHING }
  }

  /** Whether the month comes before the day where the person is. */
  monthFirst(): boolean {
    return /^(US|PR|PH)$/.test(this.chosenCountry() ?? this.country)
  }

  /** A sentence of the person's language. */
  text(key: string, placeholder: string, argument: string, label: string): string {
    return this.texts.say([key], { [placeholder]: argument, label })
  }

  /** The language of the sentences. */
  lang(): string {
    return this.texts.lang
  }

  /** Brings a pack, or what a check still waits for, then calls back. Without a pack, doubt stays doubt. */
  bring(name: string, pack: string, then: () => void): void {
    const { known } = this.field(name)
    const coming = pack === PART ? this.pending() : add(pack, partOf(known))
    void coming?.then(
      (sound) => sound !== false && then(),
      () => {},
    )
  }

  /** Parts that fields of this form need as they are now, while they are on their way. */
  pending(): Promise<unknown> | undefined {
    const missing = new Set<string>()
    for (const field of this.fields.values()) {
      for (const part of [partOf(field.known), this.mustScan(field) && scanning()]) if (part && !checker(part)) missing.add(part)
    }
    if (!missing.size) return undefined
    const all = Promise.all([...missing].map(bring))
    // Whoever only asks whether there is something to wait for hears of no failure.
    all.catch(() => {})
    return all
  }

  /** Gives back what the form holds of the parts. */
  free(): void {
    for (const part of this.parts.values()) part.free()
    this.parts.clear()
    for (const field of this.fields.values()) field.number = undefined
  }

  /** Whether free text holds digits enough to be looked at. */
  private mustScan(field: Field): boolean {
    return field.known === 'text' && valuesOf(field).some((value) => this.rulesOf(field)?.scan(value) !== OK)
  }

  /** A part, if it has come. */
  private part(name: string): Fields | undefined {
    const part = this.parts.get(name) ?? checker(name)?.fields()
    if (part) this.parts.set(name, part)
    return part
  }

  /** The rules of a field, if they have come. */
  private rulesOf(field: Field): Fields | undefined {
    const rules = this.part(partOf(field.known))
    field.number ??= rules?.field(field.known)
    return rules
  }

  /** Nothing is sent that nobody could check. */
  private unready(): Looked {
    return { weight: ERROR, code: 'not-ready', message: this.text('page.unreachable', '', '', ''), wants: PART }
  }

  private field(name: string): Field {
    const field = this.fields.get(name)
    if (!field) throw new Error('the form was not told of this field')
    return field
  }

  private check(field: Field, value: string, label: string): Looked {
    let rules = this.rulesOf(field)
    if (!rules) return this.unready()
    this.setRules(rules, field)
    let verdict = rules.check(field.number ?? 0, value)
    const found = { value: rules.found(VALUE), wants: rules.found(WANTS) }
    if (verdict === OK && field.known === 'text' && rules.scan(value) !== OK) {
      rules = this.part(scanning())
      if (!rules) return this.unready()
      verdict = rules.scan(value)
    }
    // Nobody is asked about what a pack that is on its way may know.
    if (verdict === UNSURE && found.wants) verdict = OK
    if (verdict === ELSEWHERE) return this.unready()
    if (verdict !== OK) return { ...found, ...this.told(rules, verdict === UNSURE ? DOUBT : ERROR, field, label) }
    if (!field.options.has('minimise') || found.value === undefined) return { ...found, weight: NOTHING }
    return { ...found, weight: NOTE, code: 'sent-as', message: this.text('page.sent-as', 'value', secret(found.value), '') }
  }

  /** What the last check found, in words. */
  private told(rules: Fields, weight: number, { known, guessed }: Field, label: string): Looked {
    const [code = '', suggestion] = [rules.found(CODE), rules.found(SUGGESTION)]
    const lines = (rules.found(ARGUMENTS) ?? '').split('\n').map((line) => line.split('='))
    const about: Record<string, string | undefined> = { ...Object.fromEntries(lines), label, suggestion: secret(suggestion ?? '') }
    if (code === 'age-old') about.n = secret(about.n ?? '')
    // What is certain of a kind is not of a kind that is guessed.
    const sure = !guessed || /^(too-|unprintable)/.test(code)
    return { weight: sure ? weight : DOUBT, code, suggestion, message: this.texts.say([`${code}.${known}`, code], about) }
  }

  /** The limits of a control that is all of its field, then those of the policy. A rule that does not take a value asks nothing. */
  private setRules(rules: Fields, { number = 0, options, controls }: Field): void {
    const rule = (name: string, value: string | null | undefined): void => {
      if (value) rules.rule(number, name, value)
    }
    const [control, ...others] = controls
    const now = new Date()
    rule('today', new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10))
    const chosen = this.chosenCountry()
    rule('country', chosen ?? this.country)
    // The owner's country is a guess where the person lives, unless the policy says of this field which it is read in.
    rule('assumed', String(!chosen && !options.has('country')))
    // The browser gives the value of a number control as machines write it.
    rule('lang', control?.type === 'number' ? 'en' : this.language)
    if (controls.length === 3) rule('order', 'day-first')
    rule('avoid', this.values(OWN).join(','))
    const ranged = /^(number|date)$/.test(control?.type ?? '')
    for (const name of others.length ? [] : ['minlength', 'maxlength', ...(ranged ? ['min', 'max', 'step'] : [])]) {
      const value = control?.getAttribute(name)
      if (value !== 'any') rule(name.replace('length', '-length'), value)
    }
    for (const [name, value] of options) rule(name, value)
  }

  /** The country that the person has chosen in this form. */
  private chosenCountry(): string | undefined {
    for (const field of this.fields.values()) {
      const rules = field.known === 'country' ? this.rulesOf(field) : undefined
      for (const chosen of rules ? valuesOf(field) : []) if (rules?.check(field.number ?? 0, chosen) === OK) return rules.found(VALUE)
    }
    return undefined
  }

  private values(kinds: RegExp): string[] {
    const found: string[] = []
    for (const field of this.fields.values()) if (kinds.test(field.known)) found.push(...valuesOf(field))
    return found
  }

  /** What is needed and not there. */
  private missing(field: Field, required: boolean, label: string, nothing: boolean): Looked | undefined {
    const { controls, known } = field
    const needed = required || controls.some((control) => control.required && control.willValidate)
    if (!needed || !(nothing || !valuesOf(field).some((value) => held(field, value)))) return undefined
    const type = controls[0]?.type ?? ''
    const listed = /^(radio|select)/.test(type)
    const choice = controls.length > 1 || listed ? 'missing.choice' : 'missing.tick'
    const kind = known === 'country' && !listed ? 'missing.country-name' : `missing.${known}`
    const key = type === 'checkbox' || (listed && /^(text|choice)$/.test(known)) ? choice : kind
    return { weight: ERROR, code: 'missing', message: this.texts.say([key, 'missing'], { label }) }
  }
}

/** A password is what it is, blanks and all. */
function held({ known }: Field, value: string): boolean {
  return Boolean(known === 'new-password' ? value : value.trim())
}

/** What the controls hold; of boxes and radio buttons what is chosen. */
function valuesOf({ controls }: Field): string[] {
  const chosen = (control: Control): boolean => !/^(checkbox|radio)$/.test(control.type) || (control as HTMLInputElement).checked
  return controls.filter(chosen).map(({ value }) => value)
}

/** Marks what was typed, or was made of it: www/page/messages.ts keeps it out of the page's text. */
function secret(text: string): string {
  return `\u0001${text}\u0001`
}
