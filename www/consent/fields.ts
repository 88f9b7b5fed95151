/** The page's fields: why each is asked, and that one is only there while something that was chosen needs it. */
import { own } from '../loader/dom'
import { describe, make } from '../elements'
import { row } from './dom'
import { ownLanguage, type Field, type Form, type Policy } from './policy'
import type { Choice } from './choice'
import { direction, pick, say } from './texts'

/** Beside `hidden`, on the rows of fields that nothing chosen needs: a page's style may show what is hidden, and www/page/style.ts does not. */
const UNUSED = 'data-waxseal-unused'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

let count = 0

export class Fields {
  private readonly controls = new Map<string, Control[]>()
  private readonly labels = new Map<string, string>()
  private readonly reasons: HTMLElement[] = []
  /** What the reasons describe. */
  private readonly described: [Element, string][] = []
  /** The purpose whose fields stay in sight, where there would be nothing to fill in without any. */
  private shown: string | undefined

  constructor(
    private readonly form: HTMLFormElement,
    private readonly policy: Policy,
    private readonly asked: Form,
  ) {}

  meet(name: string, control: Control, label: string): void {
    this.controls.set(name, [...(this.controls.get(name) ?? []), control])
    // In a list it is no question.
    this.labels.set(name, label.replace(/[?？؟.]+$/, ''))
  }

  /** What the person knows the fields of a purpose by; those alone that a ground of GDPR art. 9(2) allows, if one is named. */
  of(purpose: string, ground?: string): string[] {
    const mine = this.asked.fields.filter(
      ({ name, purposes, special }) => purposes.includes(purpose) && this.labels.has(name) && (!ground || special === ground),
    )
    return mine.map(({ name }) => this.labels.get(name) ?? name)
  }

  /** Puts a line by each field: why it is asked, and what follows from leaving it out. */
  explain(choices: readonly Choice[], lang: string): void {
    if (choices.every(({ control }) => control === 'box')) this.shown = choices.find(({ purpose }) => this.of(purpose.id).length)?.purpose.id
    for (const field of this.asked.fields) {
      const controls = (this.controls.get(field.name) ?? []).filter(({ type }) => !/^(hidden|submit|image)$/.test(type))
      const [first] = controls
      if (first) this.put(field, first, controls, this.need(field, controls, choices), lang)
    }
  }

  private need({ required, purposes }: Field, controls: readonly Control[], choices: readonly Choice[]): string {
    if (!required && !controls.some((control) => control.matches('[required]'))) return 'field.optional'
    const chosen = choices.filter(({ purpose }) => purposes.includes(purpose.id)).every(({ control }) => control === 'box')
    return chosen ? 'field.required-for' : 'field.required'
  }

  private put({ reason, reasons }: Field, first: Control, controls: readonly Control[], need: string, lang: string): void {
    const why = pick({ text: reason ?? null, texts: reasons ?? null }, ownLanguage(this.policy), lang)
    const id = `waxseal-reason-${++count}`
    const line = make('p', { id, class: 'waxseal-reason', lang, dir: direction(lang) })
    if (why) line.append(make('bdi', { lang: why.lang }, why.text), ' ')
    line.append(say(lang, need))
    // A group is asked one question, so it is described as one.
    const group = controls.length > 1 ? first.closest('fieldset') : null
    if (group && own(this.form, 'contains')(group)) {
      group.append(line)
      this.described.push([group, id])
    } else {
      const label = first.labels?.[0]
      const last = controls[controls.length - 1] ?? first
      const anchor = label && (label.contains(last) || last.nextElementSibling === label) ? label : last
      anchor.after(line)
      this.described.push(...controls.map((control): [Element, string] => [control, id]))
    }
    for (const [element, of] of this.described) describe(element, of, true)
    this.reasons.push(line)
  }

  /** Shows what is needed for what is chosen, and hides the rest: it is not sealed either. */
  follow(choices: readonly Choice[]): void {
    const used = choices.filter(({ used }) => used).map(({ purpose }) => purpose.id)
    for (const { name, purposes } of this.asked.fields) {
      const needed = purposes.some((id) => used.includes(id) || id === this.shown)
      for (const element of this.rows(name)) toggle(element, needed)
    }
  }

  private rows(name: string): Element[] {
    const controls = this.controls.get(name) ?? []
    return controls.flatMap((control) => {
      const mine = row(control, this.form, controls)
      // A label or a reason may stand beside the control, in no row of its own.
      const around = [...(control.labels ?? []), ...this.reasons.filter(({ id }) => control.getAttribute('aria-describedby')?.includes(id))]
      return [mine, ...around.filter((part) => !mine.contains(part))]
    })
  }

  /** Takes out what was typed: it may not be used. */
  wipe(): void {
    for (const control of [...this.controls.values()].flat()) {
      if (control instanceof HTMLSelectElement) control.selectedIndex = 0
      else if (/^(checkbox|radio)$/.test(control.type)) (control as HTMLInputElement).checked = false
      else if (!/^(hidden|submit|image)$/.test(control.type)) control.value = ''
      for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
    }
  }

  remove(): void {
    for (const name of this.controls.keys()) for (const element of this.rows(name)) toggle(element, true)
    for (const [element, id] of this.described) describe(element, id, false)
    for (const line of this.reasons) line.remove()
  }
}

/** Shows or hides a row. What the page itself had hidden stays so. */
function toggle(row: Element, shown: boolean): void {
  const before = row.getAttribute(UNUSED)
  if (shown === (before === null)) return
  if (!shown) row.setAttribute(UNUSED, row.hasAttribute('hidden') ? 'hidden' : '')
  else row.removeAttribute(UNUSED)
  row.toggleAttribute('hidden', !shown || before === 'hidden')
}
