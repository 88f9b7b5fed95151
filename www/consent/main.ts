/** The consent part: asks purpose by purpose, keeps what was chosen where no script can change it, and brings the receipt. */
import { Block, type Shared } from './block'
import { complete } from './complete'
import { hold, type Floor } from './floor'
import type { Policy } from './policy'
import { check } from './shape'
import { bring, isHere, languageOf } from './texts'

export { arrive } from './arrive'

/** What asks under one policy. */
export class Consent {
  /** The policy with what its presets say. */
  readonly policy: unknown
  readonly #shared: Shared

  /** Takes the policy as it was proven, its URL, whether the server heard the browser's opt-out signal, and below what the page takes none. */
  constructor(policy: unknown, base: string, gpc: boolean, floor: Floor) {
    check(policy)
    hold(policy as Policy, base, floor)
    const completed = frozen(complete(policy as Policy))
    this.policy = completed
    this.#shared = { policy: completed, base, gpc: gpc || signal() }
  }

  /** Whether the sentences for a form are here. */
  speaks(id: string, tag: string): boolean {
    const lang = this.language(id, tag)
    return lang === undefined || isHere(lang)
  }

  /** Brings the sentences for a form. */
  async bring(id: string, tag: string): Promise<void> {
    const lang = this.language(id, tag)
    if (lang !== undefined) await bring(lang)
  }

  /** The block of one form; the module draws it. */
  make(form: HTMLFormElement, id: string, tag: string): Face {
    const asked = this.#shared.policy.forms.find((form) => form.id === id)
    // The module knows it, or would have said so.
    if (!asked) throw new Error(`the policy has no form ${id}`)
    return face(new Block(this.#shared, form, asked, tag))
  }

  private language(id: string, tag: string): string | undefined {
    const { policy } = this.#shared
    const form = policy.forms.find((form) => form.id === id)
    return form && languageOf(policy, form, tag || (policy.lang ?? 'en'))
  }
}

/** What the module sees of a block. */
type Face = ReturnType<typeof face>

/** Frozen, and no more of the block than this: whoever imports this script sees the class, too. */
function face(block: Block) {
  return Object.freeze({
    changes: block.changes,
    meet: (name: string, control: HTMLInputElement, label: string) => block.meet(name, control, label),
    draw: () => block.draw(),
    remove: () => block.remove(),
    version: () => block.version(),
    used: () => block.used(),
    unseen: () => block.unseen(),
    startOver: () => block.startOver(),
    mended: () => block.mended(),
    missing: (tick: string, lang: string) => block.missing(tick, lang),
    prepare: (mh: string, pairs: string) => block.prepare(mh, pairs),
    ready: (pair: string) => block.ready(pair),
    take: (pair: string, iat: number) => block.take(pair, iat),
    receipt: (record: string, host: HTMLElement) => block.receipt(record, host),
    leave: (record: string) => block.leave(record),
  })
}

Object.freeze(Consent)
Object.freeze(Consent.prototype)

/** With all that is in it, so that no script changes what is asked after it was proven. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value) Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

/** Global Privacy Control. Some browsers spell it as text. */
function signal(): boolean {
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: unknown }
  return globalPrivacyControl === true || globalPrivacyControl === '1'
}
