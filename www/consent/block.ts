/** The consent of one form, as www/page/form.ts asks for it: what is drawn, what was chosen, and what is missing. */
import { own } from '../loader/dom'
import { AgeQuestion } from './age'
import { Choice } from './choice'
import { describe } from '../elements'
import { draw, type Drawn } from './draw'
import { now } from './format'
import { Fields } from './fields'
import { Hand } from './hand'
import { holder } from './holder'
import { host } from './host'
import { happened, isChecked, isTrusted, listen, setChecked, targetOf } from './natives'
import { put } from './place'
import { ownLanguage, purposesOf, type Form, type Policy } from './policy'
import { add, filter, join, map } from '../lists'
import { write, type Shown } from './record'
import { keep, leave, showReceipt, unleave } from './receipts'
import { Sight } from './sight'
import { direction, languageOf, pick, say, sentence, type Said } from './texts'

/** What all blocks of a page share. */
export interface Shared {
  readonly policy: Policy
  /** The URL of the policy. */
  readonly base: string
  /** Whether the browser asks that nothing be sold or shared. */
  readonly gpc: boolean
}

/** A record that was signed, which choices it holds, and for which parts it is. */
interface Prepared {
  readonly count: number
  readonly pair: string
  readonly parts: readonly string[]
}

export class Block {
  /** Where `change` is heard after each choice. */
  readonly changes = new EventTarget()
  readonly lang: string
  readonly choices: readonly Choice[]
  readonly terms: Said | undefined
  readonly age: AgeQuestion | undefined
  private readonly fields: Fields
  private readonly drawn: Drawn
  readonly #element: HTMLElement
  readonly #root: ShadowRoot
  readonly #sight: Sight
  private readonly pageshow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) unleave()
    this.show()
  }
  /** Whether the terms were accepted. */
  #accepted = false
  /** Whether a range of ages is chosen in a list that was not left yet: arrow keys pass younger ones on their way. */
  #passing = false
  /** Counts up with every choice. */
  #count = 1
  #signing = Promise.resolve()
  /** What records are wanted for: a submission's id and the commitments of its parts, parted by spaces. */
  #pairs: readonly string[] = []
  #records: Prepared[] = []

  constructor(
    readonly shared: Shared,
    readonly form: HTMLFormElement,
    readonly asked: Form,
    tag: string,
  ) {
    const { policy, gpc } = shared
    this.lang = languageOf(policy, asked, tag)
    this.choices = purposesOf(policy, asked).map((purpose) => {
      const { text, lang } = sentence(policy, purpose, this.lang)
      return new Choice(purpose, text, lang, gpc)
    })
    this.terms = asked.terms ? pick(asked.terms, ownLanguage(policy), this.lang) : undefined
    this.age = asked.age ? new AgeQuestion(asked.age, policy.controller, this.lang) : undefined
    this.fields = new Fields(form, policy, asked)
    const { element, root } = host(() => this.startOver())
    this.#element = element
    this.#root = root
    this.#sight = new Sight(element, root)
    this.drawn = {}
    this.#guard()
  }

  meet(name: string, control: HTMLInputElement, label: string): void {
    this.fields.meet(name, control, label)
  }

  draw(): void {
    Object.assign(this.drawn, draw(this, this.fields, this.#root))
    this.#element.lang = this.lang
    this.#element.dir = direction(this.lang)
    put(this.#element, this.form)
    this.fields.explain(this.choices, this.lang)
    this.#settle()
    addEventListener('pageshow', this.pageshow)
  }

  remove(): void {
    removeEventListener('pageshow', this.pageshow)
    this.fields.remove()
    this.#element.remove()
  }

  version(): number {
    return this.#count
  }

  /** The ids of the purposes whose data may be used. */
  used(): string {
    this.#arrive()
    this.show()
    return join(
      map(
        filter(this.choices, ({ used }) => used),
        ({ purpose }) => purpose.id,
      ),
      ' ',
    )
  }

  /** What the person reads if the block cannot be seen and read, so that nothing may be signed now; empty if it can. */
  unseen(): string {
    const why = this.#why()
    if (!why) return ''
    console.error(
      `waxseal: consent-unseen: form \`${this.asked.id}\`: ${why}. Nothing is signed that cannot be seen and read: mend the page's style around <waxseal-consent>.`,
    )
    return say(this.lang, 'unseen', { contact: this.shared.policy.controller.contact })
  }

  #why(): string {
    // A script of the page may have thrown it away. What was not there until now was not read either.
    if (!own(this.form, 'contains')(this.#element)) {
      put(this.#element, this.form)
      return 'the block had been taken out of the page, and is back now'
    }
    const unread = this.#ground()
    return this.#sight.hidden() || unread || this.#sight.covered()
  }

  /** Gives the block a ground of its own where its text cannot be read on the page's; says so if that was needed. */
  #ground(): string {
    const why = this.#sight.unread()
    if (why) for (const part of this.#root.children) part.toggleAttribute('data-ground', true)
    return why
  }

  /** What stands on the button that sends. */
  private button(): string {
    const button = own(this.form, 'querySelector')<HTMLInputElement>('button:not([type=button],[type=reset]),input[type=submit],input[type=image]')
    const words = button?.textContent?.trim() || button?.value || button?.alt || ''
    return words.replace(/\s+/g, ' ').slice(0, 200)
  }

  /** Starts from nothing, as for a new visit. */
  startOver(): void {
    // Where nothing was chosen, nothing changes.
    const touched = this.choices.some(({ time }) => time) || this.#accepted || !!this.age?.control.value
    this.#accepted = this.#passing = false
    this.age?.startOver()
    for (const choice of this.choices) choice.startOver()
    if (touched) this.#settle()
  }

  mended(): void {
    for (const error of [this.drawn.error, this.drawn.ageError, this.drawn.termsError]) if (error) this.tell(error, '')
  }

  /** What is missing besides fields: sentence and control in turn. `tick` is what to say if nothing may be sent yet. */
  missing(tick: string, lang: string): (string | HTMLElement)[] {
    this.#arrive()
    this.mended()
    const missing: (string | HTMLElement)[] = []
    const miss = (error: HTMLElement | undefined, text: string, control: HTMLElement | undefined, of = this.lang): void => {
      if (!error || !text) return
      error.lang = of
      this.tell(error, text)
      missing.push(text, control ?? error)
    }
    const answer = this.age?.missing()
    if (answer) miss(this.drawn.ageError, say(this.lang, answer), this.age?.control)
    // Whoever is too young is not asked to tick what they cannot.
    if (tick && this.age?.isShut) miss(this.drawn.error, say(this.lang, 'age.blocked'), this.drawn.blocked)
    else miss(this.drawn.error, tick, this.choices.find(({ control, locked }) => control === 'box' && !locked)?.box, lang)
    if (this.terms && !this.#accepted) miss(this.drawn.termsError, say(this.lang, 'terms.missing'), this.drawn.termsBox)
    return missing
  }

  /** Has a record of what is chosen now signed for each pair, ahead of sealing. */
  async prepare(mh: string, pairs: string): Promise<void> {
    this.#pairs = pairs.split('\n').filter(Boolean)
    // One after another: what others have signed meanwhile need not be signed again.
    await (this.#signing = this.#signing.then(() => this.#sign(mh)))
  }

  async #sign(mh: string): Promise<void> {
    try {
      for (let pair = this.#unsigned(); pair; pair = this.#unsigned()) {
        const key = await holder()
        const count = this.#count
        add(this.#records, { count, pair, parts: await write(this.shared.policy, this.asked, mh, pair, this.#shown(), key) })
        keep(key)
      }
    } catch (cause) {
      console.error('waxseal: this browser signed no consent record, so nothing is sent.', cause)
    }
  }

  #unsigned(): string | undefined {
    this.used()
    return filter(this.#pairs, (pair) => !this.ready(pair))[0]
  }

  ready(pair: string): boolean {
    return this.#current(pair).length > 0
  }

  /** A pair's record sent at `iat`, once: form, given purposes and the JSON, parted by NUL, which no JSON holds. */
  take(pair: string, iat: number): string {
    const record = this.#current(pair)[0]
    this.#records = filter(this.#records, (other) => other !== record)
    const parts = record?.parts ?? []
    return `${parts[0] ?? ''}\0${parts[1] ?? ''}\0${parts[2] ?? ''}${iat}${parts[3] ?? ''}`
  }

  /** The records of what is chosen now, for one pair. One that was overtaken by another choice is never sent. */
  #current(of: string): Prepared[] {
    this.#records = filter(this.#records, ({ count }) => count === this.#count)
    return filter(this.#records, ({ pair }) => pair === of)
  }

  #shown(): Shown {
    const { lang, choices, age, terms, shared } = this
    return {
      lang,
      dir: direction(lang),
      created: now(),
      button: this.button(),
      notice: this.drawn.notice ?? '',
      terms: this.#accepted ? terms : undefined,
      age: age?.band ?? '',
      gpc: shared.gpc,
      choices,
    }
  }

  receipt(record: string, host: HTMLElement): void {
    void showReceipt(this, record, host)
  }

  leave(record: string): void {
    leave(this.shared, record)
  }

  /** Only what a person does, and sees, counts. */
  #guard(): void {
    new Hand(this.#root, () => !this.#sight.hidden())
    listen(
      this.#root,
      'change',
      (event) => {
        if (isTrusted(event)) this.#choose(event)
        this.show()
      },
      true,
    )
    listen(this.#root, 'focusout', () => {
      if (this.#arrive()) this.changes.dispatchEvent(new Event('change'))
    })
    // What lies behind it may come late.
    new IntersectionObserver(() => void (this.#element.isConnected && this.#ground())).observe(this.#element)
  }

  #choose(event: Event): void {
    const target = targetOf(event)
    const changed = filter(this.choices, (choice) => choice.change(event)).length > 0
    if (!changed) {
      const { termsBox } = this.drawn
      if (target && target === termsBox) this.#accepted = happened(event) && isChecked(termsBox)
      else if (target && target === this.age?.control) {
        this.#passing = target instanceof HTMLSelectElement
        if (this.#passing) return
        this.#answer(this.age)
      } else return
    }
    this.#settle()
    this.changes.dispatchEvent(new Event('change'))
  }

  /** Takes the range that was chosen last. */
  #arrive(): boolean {
    if (!this.#passing || !this.age) return false
    this.#passing = false
    this.#answer(this.age)
    this.#settle()
    return true
  }

  #answer(age: AgeQuestion): void {
    age.answer()
    if (this.drawn.ageError && !age.missing()) this.tell(this.drawn.ageError, '')
    if (!age.isShut) return
    this.fields.wipe()
    own(this.form, 'dispatchEvent')(new CustomEvent('waxseal:minor', { bubbles: true, composed: true, detail: { form: this.asked.id } }))
  }

  /** The person knows of the signal and wants to decide all the same. */
  overrule(choice: Choice, event: Event): boolean {
    if (!choice.overrule(event)) return false
    this.#settle()
    this.changes.dispatchEvent(new Event('change'))
    choice.box?.focus()
    return true
  }

  /** Something changed: shows it, and counts. */
  #settle(): void {
    this.#count++
    const shut = !!this.age?.isShut
    for (const choice of this.choices) choice.bar(shut)
    this.drawn.showShut?.(shut)
    this.show()
    this.fields.follow(this.choices)
  }

  show(): void {
    for (const choice of this.choices) choice.show()
    if (this.drawn.termsBox) setChecked(this.drawn.termsBox, this.#accepted)
  }

  /** Shows an error and ties it to its control; an empty one takes it away. */
  private tell(error: HTMLElement, text: string): void {
    error.textContent = text
    const { termsError, ageError, termsBox } = this.drawn
    const boxes =
      error === termsError
        ? [termsBox]
        : error === ageError
          ? [this.age?.control]
          : this.choices.map(({ control, box }) => (control === 'box' ? box : undefined))
    for (const box of boxes) {
      if (!box) continue
      describe(box, error.id, !!text)
      box.toggleAttribute('aria-invalid', false)
      if (text) box.setAttribute('aria-invalid', 'true')
    }
  }
}

Object.freeze(Block.prototype)
