/**
 * The page's side of Waxseal: finds out what a form holds, tells the person, and hands answers to the module that seals. What may be sent,
 * for whom, and how, is the module's to say (src/); what was chosen is the consent part's (www/consent/).
 */
import { Sealer } from 'core-glue'
import type { Consent } from '../consent/main'
import type { Policy } from '../consent/policy'
import type * as Checks from '../fields/main'
import type { CheckResult } from '../types'
import { faults, pending } from './advice'
import type { Submitter } from './controls'
import { Failure } from './errors'
import { dispatch, problem, problems, report } from './events'
import { Protected, type Site } from './form'
import { strays, stops } from './references'
import { envelope, onSubmit, press, refusal, replace } from './submit'

export { default } from 'core-glue'

/** All protected forms of a page, under one policy. */
export class Page {
  private readonly site: Site
  private readonly forms = new Map<EventTarget, Protected>()

  /**
   * Takes the policy as `JSON.parse` gave it and the consent part completed it, the bytes it was parsed from, the URL they came from, the
   * module that checks fields, and what asks for consent under this policy. Throws `bad-policy` if a reference in it leads nowhere.
   */
  constructor(policy: unknown, bytes: Uint8Array, base: string, checks: typeof Checks, consent: Consent) {
    let sealer: Sealer
    try {
      sealer = new Sealer(policy, bytes)
    } catch (cause) {
      throw new Failure('bad-policy', cause)
    }
    this.site = { policy: policy as Policy, sealer, base, checks, consent }
  }

  /** Protects `form` by the rules of the policy's form `id`; draws the consent. A second call changes nothing. Throws `unknown-form`. */
  attach(form: HTMLFormElement, id: string): void {
    if (this.forms.has(form)) return
    this.forms.set(form, new Protected(this.site, form, id))
    dispatch(form, 'waxseal:ready', { form: id })
  }

  /** Takes everything back that `attach` drew. */
  detach(form: HTMLFormElement): void {
    const known = this.forms.get(form)
    this.forms.delete(form)
    known?.remove()
  }

  /** Makes ready, ahead of time, what sealing will need. Never rejects: a failure shows when sealing. */
  async prepare(form: HTMLFormElement): Promise<void> {
    await this.forms.get(form)?.prepare()
  }

  /** A promise of the rules that the form's fields need and that have not come yet; nothing if it can be checked. */
  pending(form: HTMLFormElement): Promise<unknown> | undefined {
    const known = this.forms.get(form)
    return known && pending(known)
  }

  /** In mode `post` the names of the fields that stay in clear; nothing in mode `send`. */
  clear(form: HTMLFormElement): readonly string[] | undefined {
    const known = this.forms.get(form)
    return known?.sealing.posts() ? (known.asked.clear ?? []) : undefined
  }

  /** The next submission came before the consent was drawn: it stops once, and the person is asked to look. */
  early(form: HTMLFormElement): void {
    const known = this.forms.get(form)
    if (known) known.early = true
  }

  /** Handles a press on what sends a form of mode `send`; `submitter` is its submit button, if it was one. */
  press(form: HTMLFormElement, submitter?: Submitter): void {
    const known = this.forms.get(form)
    if (known) press(known, submitter)
  }

  /** The envelope of a form of mode `post`; empty, and nothing is shown, if it could not be sent as it is. */
  envelope(form: HTMLFormElement, submitter?: Submitter): string {
    const known = this.forms.get(form)
    return known ? envelope(known, submitter) : ''
  }

  /** Handles a `submit` event. */
  submit(event: SubmitEvent): void {
    const known = this.target(event)
    if (known) onSubmit(known, event)
  }

  /** Handles a `formdata` event of a form that is, or should be, protected: replaces its entries. */
  formdata(event: FormDataEvent): void {
    const { formData } = event
    // First of all: whatever fails below, no plaintext is left.
    for (const name of [...formData.keys()]) formData.delete(name)
    const known = this.target(event)
    if (!known) return
    try {
      replace(known, formData)
    } catch (error) {
      report(known.element, error)
    }
  }

  /** Checks what was typed and shows nothing. Throws `not-attached`. */
  check(form: HTMLFormElement): CheckResult {
    const known = this.find(form)
    const found = [...problems(faults(known)), ...strays(known).map((stray) => problem(stray.name, stray.code, stops(stray)))]
    return { ok: !found.some(({ verdict }) => verdict === 'error'), fields: found }
  }

  /**
   * Checks as a submit does, with its messages, and resolves with the envelope. Rejects with `not-attached`, `consent-unseen`, `invalid`,
   * `unsure`, `nothing-to-send`, `field-missing`, `field-gone`, `not-prepared`, `random-failed` or `too-large`.
   */
  async seal(form: HTMLFormElement): Promise<string> {
    const known = this.find(form)
    const error = refusal(known)
    if (error) throw error
    await known.prepare()
    return known.seal().envelope
  }

  private find(form: EventTarget): Protected {
    const known = this.forms.get(form)
    if (!known) throw new Failure('not-attached')
    return known
  }

  private target({ target }: Event): Protected | undefined {
    return target ? this.forms.get(target) : undefined
  }
}

// Whoever imports this script sees the class, too.
Object.freeze(Page)
Object.freeze(Page.prototype)
