/** The person's receipt on its way: shown after sending, or in the fragment of the page that follows. It is stored nowhere. */
import { decode, encode, utf8 } from '../base64'
import { canonical } from '../canonical'
import { own } from '../loader/dom'
import { script } from '../packs'
import type { Block, Shared } from './block'
import type { Holder } from './holder'
import { purposesOf, type Form, type Policy } from './policy'
import { controllerOf } from './record'
import { bring, say, sentence, spoken } from './texts'

interface Receipt {
  readonly key?: string
  readonly record: {
    readonly holder: string
    readonly form: string
    readonly lang: string
    readonly controller: unknown
    readonly purposes: readonly { readonly id: string; readonly text: string }[]
  }
  readonly v: 1
  readonly withdraw: string
}

/** The receipt part: www/receipt/main.ts. */
interface ReceiptPart {
  language(tag: string): Promise<void>
  link(receipt: Receipt, withdraw: string): string
  show(host: HTMLElement, receipt: Receipt, page: { lang: string; link: string; receiver: string }): void
  withdraw(host: HTMLElement, site: { policy: Policy; base: string; lang: string; fragment?: string }): void
}

const NAME = 'waxseal-receipt'
const secrets = new Map<string, string>()

/** Keeps the secret half of a key until its record is sent. */
export function keep(holder: Holder): void {
  secrets.set(holder.public, holder.secret)
}

function make(shared: Shared, json: string): Receipt {
  const record = JSON.parse(json) as Receipt['record']
  const key = secrets.get(record.holder)
  return { ...(key && { key }), record, v: 1, withdraw: withdrawUrl(shared) }
}

/** Where a receipt takes consent back: the policy's page, else this one. */
function withdrawUrl({ policy, base }: Pick<Shared, 'policy' | 'base'>): string {
  return policy.withdraw ? new URL(policy.withdraw, base).href : location.href.replace(/#.*/s, '')
}

function part(): Promise<ReceiptPart> {
  return script<ReceiptPart>('waxseal-receipt.js')
}

/** Under the text after sending. What was sent has arrived, so a failure changes nothing: the person reads that, too. */
export async function showReceipt({ shared, asked, lang }: Block, record: string, host: HTMLElement): Promise<void> {
  await show(host, make(shared, record), lang, receiverOf(shared.base, asked)).catch((cause: unknown) => {
    console.error('waxseal: the receipt could not be shown; waxseal-receipt.js must lie beside waxseal.js.', cause)
    host.textContent = say(lang, 'receipt.failed')
  })
}

/**
 * The receipt that came in the fragment, at `data-waxseal-receipt` or at the end of the page. Whoever writes a link can write one: it is
 * shown only if it says what the forms of this policy say, and it leads to no other page than the policy does.
 */
export async function receive(fragment: string, policy: Policy, base: string): Promise<void> {
  const sent = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decode(fragment))) as Receipt
  const [id, revision] = sent.record.form.split('@')
  const form = policy.forms.find((form) => form.id === id)
  await bring(sent.record.lang)
  if (!form || revision !== String(policy.revision) || !says(policy, form, sent.record)) throw new Error('this receipt is of no form of the policy')
  const host = place('[data-waxseal-receipt]', (section) => (own(document, 'querySelector')('main') ?? own(document, 'body')).append(section))
  const lang = own(document, 'documentElement').lang || sent.record.lang
  await show(host, { ...sent, withdraw: withdrawUrl({ policy, base }) }, lang, receiverOf(base, form))
}

/** Whether a record has the controller and the sentences of the policy's form. */
function says(policy: Policy, form: Form, { controller, purposes, lang }: Receipt['record']): boolean {
  const sentences = new Map(purposesOf(policy, form).map((purpose) => [purpose.id, sentence(policy, purpose, lang).text]))
  return canonical(controller) === canonical(controllerOf(policy)) && purposes.every(({ id, text }) => sentences.get(id) === text)
}

/** The page where consent is taken back: by a link, or by opening the file. */
export async function withdraw(policy: Policy, base: string, fragment: string | undefined): Promise<void> {
  const host = place('[data-waxseal-withdraw]', (section) => (own(document, 'querySelector')('main') ?? own(document, 'body')).prepend(section))
  const tag = own(document, 'documentElement').lang || (policy.lang ?? 'en')
  const { language, withdraw } = await part()
  const lang = spoken(tag)
  await Promise.all([language(tag), bring(lang)])
  // A link holds no words: the catalogue's are filled in.
  const purposes = policy.purposes.map((purpose) => {
    const said = sentence(policy, purpose, lang)
    return { ...purpose, texts: { ...purpose.texts, [said.lang]: said.text } }
  })
  withdraw(host, { policy: { ...policy, purposes }, base, lang: tag, ...(fragment !== undefined && { fragment }) })
}

async function show(host: HTMLElement, receipt: Receipt, lang: string, receiver: string): Promise<void> {
  const { language, link, show } = await part()
  await language(lang)
  show(host, receipt, { lang, link: link(receipt, receipt.withdraw), receiver })
}

/** The page that follows, with the receipt in its fragment where it is of this origin and has none of its own. */
export function forward(shared: Shared, record: string, url: string, base: string): string {
  try {
    const target = new URL(url, base)
    if (target.origin !== location.origin || target.hash) return url
    target.hash = `${NAME}=${encode(utf8(JSON.stringify(make(shared, record))))}`
    return target.href
  } catch {
    return url
  }
}

/** The same for a form that the browser sends: its action has the fragment just while it is let go. */
export function carry({ shared, form }: Block, record: string, submitter: HTMLElement | undefined): void {
  const [target, name]: [HTMLElement, string] = submitter?.hasAttribute('formaction') ? [submitter, 'formaction'] : [form, 'action']
  const before = own(target, 'getAttribute')(name)
  const set = own(target, 'setAttribute')
  set(name, forward(shared, record, before ?? '', document.baseURI))
  setTimeout(() => (before === null ? own(target, 'removeAttribute')(name) : set(name, before)))
}

function receiverOf(base: string, { receiver }: Form): string {
  return new URL(receiver ?? '/', base).href
}

function place(selector: string, put: (section: HTMLElement) => void): HTMLElement {
  const found = own(document, 'querySelector')<HTMLElement>(selector)
  if (found) return found
  const section = own(document, 'createElement')('section')
  put(section)
  return section
}
