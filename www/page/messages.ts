/**
 * Messages the GOV.UK way: inline by the field, and a focused summary above the form that links to each, in the same words. A doubt is
 * a question and refuses nothing. What was typed changes only where the person accepts a suggestion.
 */
import type { FormFields } from '../fields/form'
import { describe, make } from '../elements'
import { own } from '../loader/dom'
import type { Input } from './controls'
import type { Fault } from './faults'
import { DOUBT, ERROR, NOTE, type Looked } from './look'

interface Shown extends Fault {
  looked: Looked
  controls: Input[]
  marked: Input[]
  readonly box: HTMLElement
  readonly text: HTMLElement
}

/** One line of the summary, and where it leads. */
export type Line = readonly [text: string, control?: HTMLElement | undefined]

const CLASSES: Readonly<Record<number, string>> = { [NOTE]: 'waxseal-note', [DOUBT]: 'waxseal-question', [ERROR]: 'waxseal-message' }

/** What one form shows. */
export class Messages {
  private shown: Shown[] = []
  /** What the summary says beside the faults of fields. */
  private more: readonly Line[] = []
  /** Whether that is a question. */
  private asks = false
  private summary: HTMLElement | undefined
  private count = 0
  private readonly status: HTMLElement

  /** `prefix` starts the ids of the messages; unique in the page. */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly checks: FormFields,
    private readonly prefix: string,
  ) {
    // There before it says anything: a live region that comes with its words is not announced.
    this.status = make('div', { role: 'status', class: 'waxseal-status' })
    after(form, this.status)
  }

  /** Shows these faults in place of all others, and a summary of them after which `more` stands. The summary takes the focus. */
  show(faults: readonly Fault[], more: readonly Line[]): void {
    this.clear()
    for (const fault of faults) this.add(fault)
    this.more = more
    this.summarise(true)
  }

  /** Shows a fault by its field. */
  private add({ field, looked, controls }: Fault): void {
    const id = `${this.prefix}-${++this.count}`
    const box = make('div', { id, class: CLASSES[looked.weight] ?? '', ...this.speech() })
    if (looked.weight === ERROR) box.append(make('span', { class: 'waxseal-status' }, `${this.say('page.error')} `))
    const text = said('span', {}, looked.message, controls)
    box.append(text)
    const shown: Shown = { field, looked, controls, marked: [], box, text }
    if (looked.suggestion) box.append(this.offer(shown, looked.suggestion))
    after(anchor(controls[controls.length - 1]), box)
    mark(shown)
    this.shown.push(shown)
  }

  /** Asks the person to look at something before they send; the summary takes the focus. */
  askFirst(text: string): void {
    this.clear()
    this.asks = true
    this.more = [[text]]
    this.summarise(true)
  }

  /** Asks about one field, without moving the focus. What is shown there already stays. */
  ask(fault: Fault): void {
    const { field, looked, controls } = fault
    if (this.fields().includes(field)) return
    this.status.setAttribute('lang', this.checks.lang())
    write(this.status, looked.message, controls)
    this.add(fault)
  }

  /** Takes every message away. */
  clear(): void {
    this.shown.forEach(hide)
    this.shown = []
    this.more = []
    this.asks = false
    write(this.status)
    this.summary?.remove()
    this.summary = undefined
  }

  /** Takes away what the summary said beside the faults of fields. */
  clearMore(): void {
    if (!this.more.length) return
    this.more = []
    this.summarise()
  }

  /** The fields that have a message. */
  fields(): string[] {
    return this.shown.map(({ field }) => field)
  }

  /**
   * Replaces the message of `field` by what is wrong now; takes it away if nothing is. The summary follows. A question goes as soon as
   * another would be asked: that one waits until the person leaves the field.
   */
  recheck(field: string, fault: Fault | undefined): void {
    const shown = this.shown.find((shown) => shown.field === field)
    if (!shown) return
    const { weight, message, at } = shown.looked
    const { looked, controls } = fault ?? {}
    const same = looked?.message === message
    if (looked && controls && looked.weight === weight && (same || weight === ERROR)) {
      if (same && `${looked.at}` === `${at}`) return
      write(shown.text, looked.message, controls)
      unmark(shown)
      Object.assign(shown, { looked, controls })
      mark(shown)
    } else {
      this.shown = this.shown.filter((other) => other !== shown)
      hide(shown)
    }
    if (this.summary) this.summarise()
  }

  /** Puts all messages together above the form; with `focus` the person is led there. */
  private summarise(focus = false): void {
    this.summary?.remove()
    this.summary = undefined
    const faults = this.shown.filter(({ looked }) => looked.weight !== NOTE)
    const lines: (readonly [text?: string | undefined, target?: HTMLElement | undefined, controls?: Input[]])[] = [
      ...faults.map(({ looked, marked }) => [looked.message, marked[0], marked] as const),
      ...this.more,
    ]
    if (!lines.length) return
    const asking = (this.asks || !this.more.length) && this.shown.every(({ looked }) => looked.weight !== ERROR)
    this.summary = make('div', { class: `waxseal-summary${asking ? ' waxseal-asking' : ''}`, tabindex: '-1', ...this.speech() })
    // On an inner element: some screen readers do not read the whole of a focused alert.
    const alert = make('div', { role: 'alert' })
    const list = make('ul')
    alert.append(make('h2', {}, this.say(asking ? 'page.question' : 'page.problem')), list)
    for (const [text, target, controls] of lines) {
      const item = make('li')
      const line = target ? said('a', { href: `#${target.getAttribute('id') ?? ''}` }, text, controls) : item
      if (target) {
        item.append(line)
        press(line, () => target.focus())
      } else {
        write(line, text)
      }
      list.append(item)
    }
    if (asking) alert.append(make('p', {}, this.say('page.send-anyway')))
    this.summary.append(alert)
    Element.prototype.before.call(this.form, this.summary)
    if (focus) this.summary.focus()
  }

  remove(): void {
    this.clear()
    this.status.remove()
  }

  /** A button that puts the suggestion in. */
  private offer(shown: Shown, suggestion: string): HTMLElement {
    // The rest of a message from which a number is taken out is long, and the person knows it.
    const removes = shown.looked.code?.startsWith('scan-')
    const use = removes ? this.say('page.remove') : this.checks.text('page.use', 'suggestion', `\u0001${suggestion}\u0001`, '')
    const button = said('button', { type: 'button', class: 'waxseal-use' }, use, shown.controls)
    press(button, () => {
      const [control] = shown.marked
      if (!control) return
      // First the focus: filling takes the message away, and the button with it.
      control.focus()
      fill(control, suggestion)
    })
    return button
  }

  private say(key: string): string {
    return this.checks.text(key, '', '', '')
  }

  private speech(): Record<string, string> {
    return { lang: this.checks.lang(), dir: 'auto' }
  }
}

/** An element that says a sentence about these controls. */
function said(tag: 'span' | 'a' | 'button', attributes: Readonly<Record<string, string>>, text?: string, controls?: Input[]): HTMLElement {
  const element = make(tag, attributes)
  write(element, text, controls)
  return element
}

/**
 * Writes a sentence. What stands between two U+0001 was typed, or made of what was typed: it goes into closed roots, which people and
 * their screen readers read, and recorders of pages do not. Of an address whose first part is as it was typed only the domain is said.
 */
function write(element: HTMLElement, text = '', controls: Input[] = []): void {
  const pieces = text.split('\u0001').map((piece, i) => {
    if (i % 2 === 0) return piece
    const [local, domain] = piece.split('@')
    if (domain && controls.some(({ value }) => value.trim().startsWith(`${local}@`))) return domain
    const host = document.createElement('span')
    host.attachShadow({ mode: 'closed' }).append(piece)
    return host
  })
  element.replaceChildren(...pieces)
}

function press(element: HTMLElement, then: () => void): void {
  element.addEventListener('click', (event) => {
    event.preventDefault()
    then()
  })
}

/** Marks the controls that a fault is about. */
function mark(shown: Shown): void {
  const { looked, controls, box } = shown
  shown.marked = looked.at ? controls.filter((_, i) => looked.at?.includes(i)) : controls
  for (const control of shown.marked) {
    if (looked.weight === ERROR) control.setAttribute('aria-invalid', 'true')
    describe(control, box.id, true)
  }
}

function unmark({ marked, box }: Shown): void {
  for (const control of marked) {
    control.removeAttribute('aria-invalid')
    describe(control, box.id, false)
  }
}

function hide(shown: Shown): void {
  unmark(shown)
  shown.box.remove()
}

/** Puts the element after the anchor. */
export function after(anchor: Element | undefined, element: Element): void {
  if (anchor) own(anchor, 'after')(element)
}

/**
 * What a message goes after: the control, or its label where that is around it or follows it, so that label and control stay side by
 * side and the message does not become part of the label.
 */
function anchor(control: Input | undefined): Element | undefined {
  const label = control?.labels?.[0]
  return label && (label.contains(control ?? null) || control?.nextElementSibling === label) ? label : control
}

/** Puts a value in as if the person had typed it: scripts that watch the property hear of it too. */
function fill(control: Input, value: string): void {
  const prototype = (control as HTMLElement) instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Reflect.set(prototype, 'value', value, control)
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
}
