/** What a person chose: kept here, where only an event of theirs changes it; the boxes show it. */
import { now } from './format'
import { happened, isChecked, setChecked, setDisabled, targetOf } from './natives'
import type { Purpose } from './policy'

export type Control = 'box' | 'objection' | 'notice'

/** One purpose of a form. */
export class Choice {
  readonly control: Control
  /** What its box shows: agreed, or objected. */
  #ticked = false
  #time = ''
  /** Whether the browser's opt-out signal keeps it off. */
  #signal: boolean
  /** Whether the person asked to decide it in spite of the signal, and did. */
  #overruled = false
  #tooYoung = false
  #box: HTMLInputElement | undefined

  constructor(
    readonly purpose: Purpose,
    readonly text: string,
    readonly lang: string,
    gpc: boolean,
  ) {
    this.control = purpose.basis === 'consent' ? 'box' : purpose.basis === 'legitimate-interest' ? 'objection' : 'notice'
    this.#signal = gpc && this.control !== 'notice' && !!purpose.uses?.some((use) => use !== 'profiling')
    this.startOver()
    // Whoever gets hold of it puts nothing in front of what it is.
    Object.freeze(this)
  }

  /** Whether its data may be used. */
  get used(): boolean {
    return this.control === 'box' ? this.#ticked : !this.#ticked
  }

  /** When the person last chose; empty if they left it alone. */
  get time(): string {
    return this.#time
  }

  get why(): string {
    if (this.#tooYoung) return 'age'
    if (this.#overruled && this.#time) return 'after-signal'
    return this.#signal || this.#overruled ? 'signal' : ''
  }

  get signal(): boolean {
    return this.#signal
  }

  get locked(): boolean {
    return this.#signal || this.#tooYoung
  }

  /** The box. A notice has none. */
  get box(): HTMLInputElement | undefined {
    return this.#box
  }

  /** Gives it its box, once. */
  draw(box: HTMLInputElement): void {
    this.#box ??= box
  }

  /** Takes what a person did to its box; says whether that was anything. */
  change(event: Event): boolean {
    if (!this.#box || targetOf(event) !== this.#box || this.locked || !happened(event)) return false
    // One press changes what the box showed, and nothing else does.
    if (isChecked(this.#box) !== this.#ticked) {
      this.#ticked = !this.#ticked
      this.#time = now()
    }
    return true
  }

  /** The person knows of the signal and wants to decide all the same. */
  overrule(event: Event): boolean {
    if (!this.#signal || !happened(event)) return false
    this.#signal = false
    return (this.#overruled = true)
  }

  /** Whether the person is too young to agree. Told and objecting they can be all the same. */
  bar(tooYoung: boolean): void {
    this.#tooYoung = tooYoung && this.control === 'box'
    if (this.#tooYoung) this.#ticked = false
  }

  /** Nothing given. What a signal objected to stays objected to. */
  startOver(): void {
    this.#ticked = this.control === 'objection' && (this.#signal || this.#overruled)
    this.#time = ''
    this.show()
  }

  /** Makes the box show what counts. */
  show(): void {
    if (!this.#box) return
    setChecked(this.#box, this.#ticked)
    setDisabled(this.#box, this.locked)
  }
}

Object.freeze(Choice.prototype)
