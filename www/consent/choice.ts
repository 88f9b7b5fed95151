/** What a person chose: kept here, where only a trusted event changes it; the boxes show it. */
import { now } from './format'
import type { Purpose } from './policy'

export type Control = 'box' | 'objection' | 'notice'

/** One purpose of a form. */
export class Choice {
  /** What its box shows: agreed, or objected. */
  ticked = false
  /** When the person last chose; empty if they left it alone. */
  time = ''
  /** Whether the browser's opt-out signal keeps it off. */
  signal: boolean
  /** Whether the person asked to decide it in spite of the signal, and did. */
  overruled = false
  tooYoung = false
  readonly control: Control
  /** The box. A notice has none. */
  box: HTMLInputElement | undefined

  constructor(
    readonly purpose: Purpose,
    readonly text: string,
    readonly lang: string,
    gpc: boolean,
  ) {
    this.control = purpose.basis === 'consent' ? 'box' : purpose.basis === 'legitimate-interest' ? 'objection' : 'notice'
    this.signal = gpc && this.control !== 'notice' && !!purpose.uses?.some((use) => use !== 'profiling')
    this.startOver()
  }

  /** Whether its data may be used. */
  get used(): boolean {
    return this.control === 'box' ? this.ticked : !this.ticked
  }

  get why(): string {
    if (this.tooYoung) return 'age'
    if (this.overruled && this.time) return 'after-signal'
    return this.signal || this.overruled ? 'signal' : ''
  }

  get locked(): boolean {
    return this.signal || this.tooYoung
  }

  choose(ticked: boolean): void {
    this.ticked = ticked
    this.time = now()
  }

  /** Nothing given. What a signal objected to stays objected to. */
  startOver(): void {
    this.ticked = this.control === 'objection' && (this.signal || this.overruled)
    this.time = ''
    this.show()
  }

  /** Makes the box show what counts. */
  show(): void {
    if (!this.box) return
    this.box.checked = this.ticked
    this.box.disabled = this.locked
  }
}
