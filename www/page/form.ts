/** One protected form: what belongs to it, and how it is sealed. */
import type { Sealer, Sealing } from 'core-glue'
import { mayBeRandom, fingerprint } from 'core-glue'
import { utf8 } from '../base64'
import type { Consent as Asking } from '../consent/main'
import { ownLanguage, type Form, type Policy } from '../consent/policy'
import type * as Checks from '../fields/main'
import type { FormFields } from '../fields/form'
import { languageOf, own } from '../loader/dom'
import { changed, left, meet } from './advice'
import { agree } from './agree'
import { answers } from './answers'
import { attribute, controlsOf, is, type Submitter } from './controls'
import { Failure, failure } from './errors'
import { dispatch } from './events'
import { Messages } from './messages'
import { Watch } from './references'
import { adopt } from './style'

/** What all forms of a page share. */
export interface Site {
  readonly policy: Policy
  readonly sealer: Sealer
  readonly checks: typeof Checks
  readonly consent: Asking
  /** The URL that the policy came from; its relative URLs start there. */
  readonly base: string
}

/** A sealed submission, and the hash of what was answered: the same attempt, sealed again, gives the same bytes. */
export interface Sealed {
  readonly fingerprint: string
  readonly sid: string
  readonly envelope: string
  /** The consent record in it, for the receipt. */
  readonly record: string
}

type Block = ReturnType<Asking['make']>

/** How many forms have been attached so far; numbers the ids of messages. */
let attached = 0

export class Protected {
  /** Its form in the policy. */
  readonly asked: Form
  readonly sealing: Sealing
  readonly checks: FormFields
  readonly consent: Block
  readonly messages: Messages
  readonly watch: Watch
  /** The language that the person is addressed in, as it was when the consent was drawn: the record says what was shown. */
  readonly lang: string
  /** The button of a submission that was let go, for the `formdata` that follows in the same task. */
  letGo: Submitter
  inFlight = false
  /** Whether the next submission came before the person could see what they are asked. */
  early = false
  /** Where the receipt of a submission stands that a script of the page carried. */
  receipt: HTMLElement | undefined
  /** Fields about whose doubts the person has been asked since they last changed them. */
  readonly toldOf = new Set<string>()
  isGone = false
  /** What was sealed and not yet accepted. */
  private sealed: Sealed | undefined
  /** Whether the page itself had asked for `novalidate`. */
  private readonly hadNovalidate: boolean
  private readonly listeners: (() => void)[]

  /** Draws what belongs to the form and starts to listen. Throws `unknown-form` if the policy has no form `id`. */
  constructor(
    readonly site: Site,
    readonly element: HTMLFormElement,
    id: string,
  ) {
    const { policy, sealer } = site
    const asked = policy.forms.find((form) => form.id === id)
    const sealing = sealer.form(id)
    if (!asked || !sealing) throw new Failure('unknown-form')
    this.asked = asked
    this.sealing = sealing
    this.lang = languageOf(element) || ownLanguage(policy)
    adopt(own(element, 'getRootNode')() as Document)
    this.hadNovalidate = is(element, '[novalidate]')
    own(element, 'setAttribute')('novalidate', '')
    this.checks = site.checks.make(this.lang, policy.controller.country)
    this.consent = site.consent.make(element, id, this.lang)
    this.messages = new Messages(element, this.checks, `waxseal-${++attached}`)
    this.listeners = this.listen()
    this.watch = new Watch(element, id)
    // A script of the page sends such a form. Were it the browser, a GET would put the envelope into the URL.
    if (sealing.posts() && !is(element, '[method]')) own(element, 'setAttribute')('method', 'post')
    meet(this)
    this.consent.draw()
  }

  /** `formmethod` of the button, else `method` of the form. */
  method(submitter: Submitter): 'get' | 'post' | 'dialog' {
    const method = submitter && is(submitter, '[formmethod]') ? attribute(submitter, 'formmethod') : attribute(this.element, 'method')
    return (/^(post|dialog)$/i.exec(method)?.[0].toLowerCase() as 'post' | 'dialog' | undefined) ?? 'get'
  }

  /** The names of the fields that may be sent, for the purposes that are given; none if no given purpose needs any. */
  sent(): string[] {
    return this.sealing.sent(this.consent.used()).split('\0').filter(Boolean)
  }

  /**
   * Seals what the form would send now; the same answers give the same bytes. Throws `field-missing`, `field-gone`, `consent-unseen`,
   * `nothing-to-send`, `not-prepared`, `random-failed` or `too-large`.
   */
  seal(submitter?: Submitter): Sealed {
    const { consent, sealing } = this
    const answered = answers(this, submitter)
    const print = fingerprint(consent.version(), answered)
    if (this.sealed?.fingerprint === print) return this.sealed
    if (consent.unseen()) throw new Failure('consent-unseen')
    const given = consent.used()
    if (!this.sent().length) throw new Failure('nothing-to-send')
    const pair = sealing
      .pairs(given)
      .split('\n')
      .find((pair) => pair && consent.ready(pair))
    if (!pair) throw new Failure(mayBeRandom() ? 'not-prepared' : 'random-failed')
    const iat = Math.floor(Date.now() / 1000)
    const written = consent.take(pair, iat)
    const [sid = '', ...parts] = pair.split(' ')
    const record = written.slice(written.lastIndexOf('\0') + 1)
    const sealed = { fingerprint: print, sid, envelope: this.envelope(pair, iat, written, answered), record }
    this.sealed = sealed
    dispatch(this.element, 'waxseal:sealed', { sid, parts: parts.length, bytes: utf8(sealed.envelope).length })
    void this.prepare()
    return sealed
  }

  /** Makes ready what sealing will need. Never rejects: a failure shows at sealing. */
  async prepare(): Promise<void> {
    const { consent, sealing, site } = this
    const points = sealing.lacking(consent.used()) as Uint8Array<ArrayBuffer>
    const made = await agree(points)
    await consent.prepare(site.sealer.mh(), sealing.fill(consent.used(), points, made))
  }

  /** Starts over: nothing ticked, nothing shown, nothing sealed, nothing under way. */
  startOver(): void {
    this.consent.startOver()
    this.consent.mended()
    this.messages.clear()
    this.toldOf.clear()
    this.watch.forget()
    this.forget()
    this.inFlight = false
  }

  /** The next sealing is a new submission. */
  forget(): void {
    this.sealed = undefined
  }

  /** Takes everything back that was drawn. A submission that is under way goes on: what seals it is freed once nobody holds it. */
  remove(): void {
    this.isGone = true
    if (!this.hadNovalidate) own(this.element, 'removeAttribute')('novalidate')
    this.consent.remove()
    this.messages.remove()
    this.watch.end()
    for (const off of this.listeners) off()
    this.checks.free()
  }

  private envelope(...args: Parameters<Sealing['seal']>): string {
    try {
      return this.sealing.seal(...args)
    } catch (thrown) {
      throw failure(thrown)
    }
  }

  private listen(): (() => void)[] {
    const listen = (target: EventTarget, type: string, react: (event: Event) => void): (() => void) => {
      own(target, 'addEventListener')(type, react, true)
      return () => own(target, 'removeEventListener')(type, react, true)
    }
    // On the root: controls that name the form by `form=` stand outside it.
    const root = own(this.element, 'getRootNode')()
    return [
      ...['input', 'change'].map((type) => listen(root, type, (event) => changed(this, event))),
      listen(root, 'focusout', (event) => left(this, event)),
      listen(this.consent.changes, 'change', () => this.chosen()),
      listen(this.element, 'reset', () => this.reset()),
      listen(window, 'pageshow', (event) => {
        // Back from the back/forward cache: a new visit, though the page is the old one.
        if ((event as PageTransitionEvent).persisted) this.startOver()
      }),
    ]
  }

  /** A choice was made, or taken back. */
  private chosen(): void {
    if (this.sent().length) {
      this.consent.mended()
      this.messages.clearMore()
    }
    void this.prepare()
  }

  private reset(): void {
    this.startOver()
    // The browser does not reset the radio buttons that the loader took out of the form.
    for (const { element } of controlsOf(this.element)) {
      if (is(element, '[data-waxseal-owner]')) element.checked = element.defaultChecked
    }
  }
}
