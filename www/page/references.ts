/**
 * Whether the form's controls and the policy's fields name each other. The developer is told, by names and never a value; an answer that
 * would be lost stops the submission.
 */
import { isLoopback } from '../loader/loopback'
import { own } from '../loader/dom'
import { attribute, controlsOf, isRead, type Submitter } from './controls'
import { entriesOf } from './entries'
import { Failure } from './errors'
import type { Protected } from './form'

/** A name that leads nowhere: what is wrong with it, and the name on the other side that resembles it most. */
interface Stray {
  readonly code: string
  readonly name: string
  readonly other?: string | undefined
  /** The controls of that name. */
  readonly controls: Element[]
}

const MENDS: Readonly<Record<string, (name: string, other?: string) => string>> = {
  'field-missing': (name, other) =>
    `policy field \`${name}\` has no control${other ? `; the form has \`${other}\`` : ''}: give its control data-waxseal-field="${name}"`,
  'field-gone': (name) => `the control of field \`${name}\` was filled in and has left the page: hide it instead`,
  'field-unknown': (name, other) =>
    `control \`${name}\` is no field of the policy and is not sent${other ? `; it has \`${other}\`` : ''}: add it to \`fields\` or \`clear\``,
  'clear-missing': (name) => `\`clear\` names \`${name}\`, and no control is called so`,
  'channel-missing': (name, channel) => `purpose \`${name}\` goes by ${channel}, and no control for it is of such a kind`,
  'file-unsupported': (name) => `control \`${name}\` holds files, which are not sent`,
  'control-unsupported': (name) => `control \`${name}\` is a custom element and is not sent: mirror it in an <input>`,
}

/** Every name that leads nowhere. */
export function strays({ asked, checks, consent, element, sealing, watch }: Protected, submitter?: Submitter): Stray[] {
  const controls = controlsOf(element)
  const names = [...controls.filter(isRead), ...entriesOf(controls, submitter)].map(({ key }) => key)
  const fields = asked.fields.map(({ name }) => name)
  const kinds = fields.map((name) => checks.kind(name))
  const gone = fields.filter((name) => watch.left(name))
  const list = (some: readonly string[]): string => [...new Set(some)].filter(Boolean).join('\0')
  const found = sealing.strays(consent.used(), list(names), kinds.join('\0'), list(gone)).split('\0')
  const told: Omit<Stray, 'controls'>[] = []
  for (let i = 0; i + 2 < found.length; i += 3) told.push({ code: found[i] ?? '', name: found[i + 1] ?? '', other: found[i + 2] || undefined })
  for (const { role, key: name } of controls) {
    if (name && role === 'file') told.push({ code: 'file-unsupported', name })
    if (name && role === 'custom') told.push({ code: 'control-unsupported', name })
  }
  return told.map((stray) => ({ ...stray, controls: controls.filter(({ key }) => key === stray.name).map(({ element }) => element) }))
}

/** Whether an answer would be lost without the person's knowing. */
export function stops({ code }: Stray): boolean {
  return code === 'field-missing' || code === 'field-gone'
}

/**
 * Tells the developer of every name that leads nowhere. Throws `field-missing` if the policy requires a field of what is given that has no
 * control, `field-gone` if the control of a field held something and has left the page.
 */
export function refer(form: Protected, submitter?: Submitter): void {
  const found = strays(form, submitter)
  for (const stray of found) form.watch.tell(stray)
  const lost = found.find(stops)
  if (lost) throw new Failure(lost.code as 'field-missing')
}

/** What is remembered of one form. */
export class Watch {
  /** Names of controls that have left and held something. */
  private readonly gone = new Set<string>()
  private readonly told = new Set<string>()
  private readonly observer: MutationObserver

  /** `id` is its form in the policy. */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly id: string,
  ) {
    // Controls outside name the form by its id.
    const named = attribute(form, 'id')
    this.observer = new MutationObserver((records) => {
      const left = records.flatMap(({ target, removedNodes }) => {
        const inside = own(form, 'contains')(target)
        const elements = [...removedNodes].flatMap((node) => (node instanceof Element ? [node, ...node.querySelectorAll('*')] : []))
        return elements.filter((element) => 'value' in element && (inside || (named && attribute(element, 'form') === named)))
      })
      const inputs = left as HTMLInputElement[]
      for (const input of inputs) this.gone.delete(nameOf(input))
      for (const input of inputs) {
        const chosen = input.checked || !/^(checkbox|radio)$/.test(input.type)
        if (chosen && input.value && !input.matches(':disabled')) this.gone.add(nameOf(input))
      }
    })
    this.observer.observe(own(form, 'getRootNode')(), { childList: true, subtree: true })
  }

  /** Whether the control of that name has left the page and held something. */
  left(name: string): boolean {
    return this.gone.has(name)
  }

  /** Nothing has been typed any more. */
  forget(): void {
    this.gone.clear()
  }

  end(): void {
    this.observer.disconnect()
  }

  /** Tells the developer, once. What nobody sees may well be meant so. */
  tell({ code, name, other, controls }: Stray): void {
    const line = `form \`${this.id}\`: ${MENDS[code]?.(name, other)}`
    if (this.told.has(line)) return
    this.told.add(line)
    const unseen = controls.length > 0 && controls.every((control) => !control.getClientRects().length)
    if (unseen) console.warn(`waxseal: ${code}: ${line}`)
    else tell(this.form, code, line)
  }
}

/** Tells the developer: on the console, and on their own machine by the form as well. */
export function tell(form: HTMLFormElement, code: string, sentence: string): void {
  const line = `waxseal: ${code}: ${sentence}`
  console.error(line)
  if (!isLoopback()) return
  const root = own(form, 'getRootNode')() as Document
  if ([...root.querySelectorAll('.waxseal-mend')].some((mend) => mend.textContent === line)) return
  const mend = Object.assign(document.createElement('pre'), { className: 'waxseal-mend', translate: false, textContent: line })
  own(form, 'before')(mend)
}

function nameOf(control: Element): string {
  return attribute(control, 'data-waxseal-field') || attribute(control, 'name') || control.id
}
