/** The person's receipt on its way: shown after sending, or left for the page that follows. */
import { own } from '../loader/dom'
import { script } from '../packs'
import type { Block, Shared } from './block'
import type { Holder } from './holder'
import type { Form, Policy } from './policy'
import { say } from './texts'

export interface Receipt {
  readonly key?: string
  readonly record: {
    readonly holder: string
    readonly form: string
    readonly lang: string
    readonly created: string
    readonly controller: unknown
    readonly purposes: readonly { readonly id: string }[]
    readonly origin?: string
    readonly terms?: unknown
  }
  readonly v: 1
  readonly withdraw: string
}

/** The receipt part: www/receipt/main.ts. */
interface ReceiptPart {
  language(tag: string): Promise<void>
  link(receipt: Receipt, withdraw: string): string
  /** Throws for what is no receipt, or was changed, or, if `strictly`, cannot be checked here. */
  verified(text: string, strictly: boolean): Promise<Receipt>
  show(host: HTMLElement, receipt: Receipt, page: { lang: string; link: string; receiver: string }): void
  withdraw(host: HTMLElement, site: { policy: Policy; base: string; lang: string; fragment?: string }): void
}

/** Where a page wants a receipt that does not stand beside its form. */
export const PLACE = '[data-waxseal-receipt]'
/** The name in the tab's storage, which the loader empties first of all: www/loader/receipt.ts. */
const NAME = 'waxseal-receipt'
/** How long after sending a script may put a new page in place of the one with the form, in milliseconds. */
const ANSWERED = 30_000
const secrets = new Map<string, string>()
let following: MutationObserver | undefined

/** Keeps the secret half of a key until its record is sent. */
export function keep(holder: Holder): void {
  secrets.set(holder.public, holder.secret)
}

function make(shared: Shared, json: string): Receipt {
  const record = JSON.parse(json) as Receipt['record']
  const key = secrets.get(record.holder)
  return { ...(key && { key }), record, v: 1, withdraw: withdrawUrl(shared) }
}

/** Where a receipt takes consent back: the policy's page, else this one, without a query that may hold what was typed. */
export function withdrawUrl({ policy, base }: Pick<Shared, 'policy' | 'base'>): string {
  return policy.withdraw ? new URL(policy.withdraw, base).href : location.origin + location.pathname
}

export function part(): Promise<ReceiptPart> {
  return script<ReceiptPart>('waxseal-receipt.js')
}

/** Under the text after sending. What was sent has arrived, so a failure changes nothing: the person reads that, too. */
export async function showReceipt({ shared, asked, lang }: Block, record: string, host: HTMLElement): Promise<void> {
  // Shown here, it is not for the page that follows.
  unleave()
  follow(host)
  await show(host, make(shared, record), lang, receiverOf(shared.base, asked)).catch((cause: unknown) => {
    console.error('waxseal: the receipt could not be shown; waxseal-receipt.js must lie beside waxseal.js.', cause)
    host.textContent = say(lang, 'receipt.failed')
  })
}

/** Turbo and routers put a new page in place of the form without leaving this one: what stood beside the form goes along, once. */
function follow(host: HTMLElement): void {
  following?.disconnect()
  const observer = new MutationObserver(() => {
    if (own(host, 'isConnected')) return
    observer.disconnect()
    place(PLACE, 'append').append(host)
  })
  observer.observe(document, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), ANSWERED)
  following = observer
}

export async function show(host: HTMLElement, receipt: Receipt, lang: string, receiver: string): Promise<void> {
  const { language, link, show } = await part()
  await language(lang)
  show(host, receipt, { lang, link: link(receipt, receipt.withdraw), receiver })
}

/**
 * Leaves the receipt for the page that follows: in the storage of this tab, which other sites cannot read, and in no address. Whoever
 * reads it takes it out.
 */
export function leave(shared: Shared, record: string): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ at: Date.now(), receipt: make(shared, record) }))
  } catch (cause) {
    console.error('waxseal: the page that follows cannot show the receipt, as this browser keeps nothing for it.', cause)
  }
}

/** Takes back what was left: the page that should have followed did not come. */
export function unleave(): void {
  try {
    sessionStorage.removeItem(NAME)
  } catch {
    // Nothing was left.
  }
}

/** An address of the form's receiver; crates/core/src/policy/resolve.rs has the same default. */
export function receiverOf(base: string, { id, receiver }: Pick<Form, 'id' | 'receiver'>): string {
  return new URL(receiver ?? `v1/forms/${id}/submissions`, base).href
}

/** The element that the page has for it, else a new one in its main part. */
export function place(selector: string, where: 'append' | 'prepend'): HTMLElement {
  const found = own(document, 'querySelector')<HTMLElement>(selector)
  if (found) return found
  const section = own(document, 'createElement')('section')
  ;(own(document, 'querySelector')('main') ?? own(document, 'body'))[where](section)
  return section
}
