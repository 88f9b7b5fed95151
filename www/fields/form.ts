/** One form's fields as the page has them: what the page says about each, put to the rules of crates/core. */
import { Fields } from 'fields-glue'
import { dress, infer } from './kinds'
import { Texts } from './texts'

/** What a look at a field found; src/fields.rs reads it. */
export interface Looked {
  /** 0 if there is nothing to say, 1 for a note, 2 for a doubt, 3 for an error. */
  readonly weight: number
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** What one press puts in place of the input. */
  readonly suggestion?: string | undefined
  /** What a machine reads, or what is sent in place of what was typed. */
  readonly value?: string | undefined
  /** A pack that would make it surer. */
  readonly wants?: string | undefined
  /** The one value that boxes for day, month and year make together; empty if nothing is typed. */
  readonly joined?: string | undefined
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** A field of the policy, and its controls as they were last seen. */
interface Field {
  readonly kind: string
  readonly options: ReadonlyMap<string, string>
  controls: readonly Control[]
  /** What crates/fields calls it, once a control has told its kind. */
  number: number
  known: string
}

const [NOTHING, NOTE, DOUBT, ERROR] = [0, 1, 2, 3] as const
const [OK, UNSURE] = [0, 1] as const
/** What `found` is asked for. */
const [CODE, VALUE, SUGGESTION, WANTS, ARGUMENTS] = [0, 1, 2, 3, 4] as const
/** Kinds of which no password should be made. */
const OWN = /^(email|username|name|given-name|family-name)$/

export class FormFields {
  readonly rules = new Fields()
  readonly texts = new Texts()
  private readonly fields = new Map<string, Field>()

  constructor(
    private readonly country: string,
    private readonly language: string,
  ) {}

  /** Takes a field of the policy: kind, and options as `name=value` lines. */
  meet(name: string, kind: string, options: string): void {
    const lines = options.split('\n').map((line) => /^(.*?)=(.*)/s.exec(line))
    const pairs = lines.flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? ''] as const] : []))
    this.fields.set(name, { kind, options: new Map(pairs), controls: [], number: 0, known: '' })
  }

  /** Tells the browser what a control takes, unless the page has. */
  dress(name: string, control: Control, label: string): void {
    const field = this.settle(name, [control], label)
    if (!/^(text|search|email|tel|url|number|password|date|textarea|select-one)$/.test(control.type)) return
    dress(control, field.known)
  }

  /** The kind that the policy names, else the one that the control points to. */
  kind(name: string): string {
    return this.fields.get(name)?.known ?? 'text'
  }

  /**
   * Checks all values of a field; what it finds is the worst. A value of blanks is none: whether one is needed is the form's to say.
   */
  look(name: string, controls: Control[], values: string[], required: boolean, label: string): Looked {
    const field = this.settle(name, controls, label)
    const joined = join(field, values)
    // A password is what it is, blanks and all.
    const spare = (value: string): string => (field.known === 'new-password' ? value : value.trim())
    const given = (joined === undefined ? values : [joined]).filter(spare)
    // Characters that nobody sees are nothing, too: the rules know more of them.
    const looks = given.map((value) => this.check(field, value, label)).filter(({ code }) => code !== 'missing')
    const worst = looks.reduce<Looked | undefined>((worst, next) => (worst && worst.weight >= next.weight ? worst : next), undefined)
    return { ...(worst ?? this.empty(field, required, label)), joined }
  }

  /** A sentence of the person's language. */
  text(key: string, placeholder: string, argument: string): string {
    return this.texts.say([key], { [placeholder]: argument })
  }

  /** The language of the sentences. */
  lang(): string {
    return this.texts.lang
  }

  private settle(name: string, controls: Control[], label: string): Field {
    const field = this.fields.get(name)
    const control = controls[0]
    if (!field || !control) throw new Error('the form was not told of this field')
    field.controls = controls
    if (!field.known) {
      field.known = field.kind || infer(control, name, label)
      field.number = this.rules.field(field.known)
    }
    return field
  }

  private check(field: Field, value: string, label: string): Looked {
    this.setRules(field)
    const { rules } = this
    let verdict = rules.check(field.number, value)
    const found = { value: rules.found(VALUE), wants: rules.found(WANTS) }
    if (verdict === OK && field.known === 'text') verdict = rules.scan(value)
    // Nobody is asked about what a pack that is on its way may know.
    if (verdict === UNSURE && found.wants) verdict = OK
    if (verdict !== OK && verdict !== UNSURE) return { ...found, ...this.told(ERROR, field, label) }
    const doubt = verdict === UNSURE ? this.told(DOUBT, field, label) : undefined
    const told = this.native(field, label) ?? doubt
    if (told) return { ...found, ...told }
    if (!field.options.has('minimise') || found.value === undefined) return { ...found, weight: NOTHING }
    return { ...found, weight: NOTE, code: 'sent-as', message: this.text('page.sent-as', 'value', found.value) }
  }

  /** What the last check found, in words. */
  private told(weight: number, { known }: Field, label: string): Looked {
    const [code = '', suggestion] = [this.rules.found(CODE), this.rules.found(SUGGESTION)]
    const lines = (this.rules.found(ARGUMENTS) ?? '').split('\n').map((line) => line.split('='))
    const message = this.texts.say([`${code}.${known}`, code], { ...Object.fromEntries(lines), label, suggestion })
    return { weight, code, suggestion, message }
  }

  /** The page's own limits, then those of the policy. A rule that does not take a value asks nothing. */
  private setRules({ number, options, controls }: Field): void {
    const [control] = controls
    const rule = (name: string, value: string | undefined): void => {
      if (value) this.rules.rule(number, name, value)
    }
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
    for (const name of ['minlength', 'maxlength', ...(ranged ? ['min', 'max', 'step'] : [])]) {
      const value = control?.getAttribute(name) ?? undefined
      if (value !== 'any') rule(name.replace('length', '-length'), value)
    }
    for (const [name, value] of options) rule(name, value)
  }

  /** The country that the person has chosen in this form. */
  private chosenCountry(): string | undefined {
    for (const field of this.fields.values()) {
      const chosen = field.controls[0]?.value
      if (field.known === 'country' && chosen && this.rules.check(field.number, chosen) === OK) return this.rules.found(VALUE)
    }
    return undefined
  }

  private values(kinds: RegExp): string[] {
    const mine = [...this.fields.values()].filter(({ known }) => kinds.test(known))
    return mine.flatMap(({ controls }) => controls.map(({ value }) => value)).filter(Boolean)
  }

  /** What the page's own constraints say that no rule of ours covers: `pattern`, `setCustomValidity`, and what the browser could not read. */
  private native({ known, controls: [control] }: Field, label: string): Looked | undefined {
    const { validity, validationMessage, title } = control ?? {}
    if (validity?.customError) return { weight: ERROR, code: 'custom', message: validationMessage }
    if (validity?.patternMismatch) return { weight: ERROR, code: 'pattern', message: title || this.text('pattern', 'label', label) }
    if (!validity?.badInput) return undefined
    const code = known === 'number' ? 'number-format' : 'date-format'
    return { weight: ERROR, code, message: this.text(code, 'label', label) }
  }

  /** What the browser could not read is empty to scripts, but not to the person. */
  private empty(field: Field, required: boolean, label: string): Looked {
    const unread = this.native(field, label)
    if (unread) return unread
    return required || field.controls.some((control) => control.matches('[required]')) ? this.missing(field, label) : { weight: NOTHING }
  }

  private missing({ known, controls: [control] }: Field, label: string): Looked {
    const type = control?.type ?? ''
    const choice = /^(radio|select)/.test(type) && /^(text|choice)$/.test(known)
    const key = type === 'checkbox' ? 'missing.tick' : choice ? 'missing.choice' : `missing.${known}`
    return { weight: ERROR, code: 'missing', message: this.texts.say([key, 'missing'], { label }) }
  }
}

function join({ known, controls }: Field, values: readonly string[]): string | undefined {
  if (!/^(bday|date)$/.test(known) || values.length !== 3 || controls.length !== 3) return undefined
  const parts = ['', '', '']
  controls.forEach((control, i) => {
    const place = ['day', 'month', 'year'].findIndex((part) => control.autocomplete.endsWith(part))
    parts[place < 0 ? i : place] = values[i]?.trim() ?? ''
  })
  return parts.some(Boolean) ? parts.join('/') : ''
}
