/** Tells what a person does in the block from what a script makes happen there. */
import { detailOf, isTrusted, keyOf, listen, prevent, stop, targetOf, timeOf } from './natives'

/** How long the focus has to rest after a script moved it here, without a key, before a key counts: milliseconds. */
const REST = 1000
/** How long after Tab, or a press on our summary, the focus moves because of it. */
const AFTER = 300

export class Hand {
  /** When a script moved the focus into the block, or a key was pressed too soon after that. */
  #moved = -Infinity
  /** When a person last did what moves the focus. */
  #led = -Infinity
  /** When a person last pressed in the block with mouse, finger or pen. */
  #pointed = -Infinity

  /** `seen` says whether a person can see what they would press. */
  constructor(root: ShadowRoot, seen: () => boolean) {
    listen(window, 'keydown', (event) => this.#key(event as KeyboardEvent), true)
    listen(window, 'click', (event) => this.#summary(event), true)
    listen(root, 'pointerdown', (event) => this.#point(event), true)
    listen(root, 'focusin', (event) => this.#focus(event), true)
    listen(root, 'click', (event) => this.#press(event as MouseEvent, seen), true)
  }

  #key(event: KeyboardEvent): void {
    if (!isTrusted(event)) return
    const at = timeOf(event)
    if (keyOf(event) === 'Tab') this.#led = at
    // Whoever goes on typing does not know yet where the focus is.
    else if (at - this.#moved < REST) this.#moved = at
  }

  /** The links in the summary above the form lead to the boxes. */
  #summary(event: Event): void {
    const target = targetOf(event)
    if (isTrusted(event) && target instanceof Element && target.closest('.waxseal-summary')) this.#led = timeOf(event)
  }

  #point(event: Event): void {
    if (isTrusted(event)) this.#pointed = this.#led = timeOf(event)
  }

  #focus(event: Event): void {
    const at = timeOf(event)
    if (at - this.#led > AFTER) this.#moved = at
  }

  /** A press that does not count goes no further, so that it does not even tick for the eye. */
  #press(event: MouseEvent, seen: () => boolean): void {
    if (isTrusted(event) && (this.#isPointed(event) || timeOf(event) - this.#moved >= REST) && seen()) return
    prevent(event)
    stop(event)
  }

  /** With mouse, finger or pen: also the press on a box that the browser makes of one on its label. */
  #isPointed(event: MouseEvent): boolean {
    if (detailOf(event) > 0) this.#pointed = timeOf(event)
    return timeOf(event) - this.#pointed < AFTER
  }
}
