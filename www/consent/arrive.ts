/** What a person comes to a page with: the receipt that the page before left, one in a fragment, or a link that takes consent back. */
import { decode } from '../base64'
import { canonical } from '../canonical'
import { own } from '../loader/dom'
import { Choice } from './choice'
import { complete } from './complete'
import { make } from '../elements'
import { hold, type Floor } from './floor'
import { ownLanguage, purposesOf, type Form, type Policy } from './policy'
import { PLACE, part, place, receiverOf, show, withdrawUrl, type Receipt } from './receipts'
import { controllerOf, decision } from './record'
import { check } from './shape'
import { bring, direction, pick, say, sentence, spoken } from './texts'

/** A policy as the loader proved it. It may be past its end: what was agreed to can be taken back all the same. */
interface Published {
  readonly value: unknown
  readonly url: string
}

/** How long a receipt waits for the page that follows, in milliseconds. */
const PATIENCE = 600_000
const RECEIPT = /^#waxseal-receipt=/

/** Shows what came. `hash` is the fragment, if it is ours, and `kept` what the page before left in the tab's storage. */
export async function arrive(published: Promise<Published>, floor: Floor, hash: string, kept: string | null | undefined): Promise<void> {
  if (kept) await follow(published, floor, kept)
  else if (RECEIPT.test(hash))
    await receive(await known(published, floor), new TextDecoder('utf-8', { fatal: true }).decode(decode(hash.replace(RECEIPT, ''))), true)
  else await takeBack(published, floor, hash)
}

/** The receipt that was left. What was sent has arrived, so a failure changes nothing: the person reads that, too. */
async function follow(published: Promise<Published>, floor: Floor, kept: string): Promise<void> {
  const text = left(kept)
  if (text === undefined) return
  try {
    await receive(await known(published, floor), text, false)
  } catch (cause) {
    const lang = spoken(own(document, 'documentElement').lang || 'en')
    await bring(lang)
    tell(place(PLACE, 'append'), lang, say(lang, 'receipt.failed'))
    console.error('waxseal: the receipt could not be shown.', cause)
  }
}

interface Known {
  readonly policy: Policy
  readonly base: string
}

async function known(published: Promise<Published>, floor: Floor): Promise<Known> {
  const { value, url } = await published
  check(value)
  hold(value as Policy, url, floor)
  return { policy: complete(value as Policy), base: url }
}

/** The receipt of what was left. Nothing if the page that follows came by another way, or late: then nobody knows that it was sent. */
function left(kept: string): string | undefined {
  const { at, receipt } = JSON.parse(kept) as { at: number; receipt: unknown }
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const age = Date.now() - at
  return age >= 0 && age < PATIENCE && !/^(back_forward|reload)$/.test(navigation?.type ?? '') ? JSON.stringify(receipt) : undefined
}

/**
 * Shows a receipt at `data-waxseal-receipt` or at the end of the page. Whoever writes a link can write one, and scripts can write into
 * the storage: it is shown only if it is whole and says what the forms of this policy say, and it leads to no other page than the policy.
 */
async function receive({ policy, base }: Known, text: string, strictly: boolean): Promise<void> {
  const { verified } = await part()
  const receipt = await verified(text, strictly)
  const { record } = receipt
  const form = policy.forms.find(({ id }) => record.form === `${id}@${policy.revision}`)
  await bring(record.lang)
  if (!form || !says(policy, form, record)) throw new Error('this receipt is of no form of the policy')
  const lang = own(document, 'documentElement').lang || record.lang
  await show(place(PLACE, 'append'), { ...receipt, withdraw: withdrawUrl({ policy, base }) }, lang, receiverOf(base, form))
}

/** Whether a record was made on this site and says what the policy's form says: all but what the person decided. */
function says(policy: Policy, form: Form, { controller, created, lang, origin, purposes, terms }: Receipt['record']): boolean {
  const agreed = form.terms && pick(form.terms, ownLanguage(policy), lang)
  const asked = purposesOf(policy, form)
  return (
    origin === location.origin &&
    canonical(controller) === canonical(controllerOf(policy)) &&
    (terms === undefined || plain(terms) === canonical(agreed)) &&
    purposes.length === asked.length &&
    asked.every((purpose, i) => {
      const { text, lang: of } = sentence(policy, purpose, lang)
      const choice = new Choice(purpose, text, of, false)
      return plain(purposes[i]) === plain({ ...decision(policy, form, choice, created), text })
    })
  )
}

/** Without what the person decided, and without the hash, which was checked. */
function plain(words: unknown): string {
  return canonical({ ...(words as object), given: undefined, sha256: undefined, time: undefined, why: undefined })
}

/** The page where consent is taken back: by a link, or by opening the file. Whatever fails, the person reads whom to write to. */
async function takeBack(published: Promise<Published>, floor: Floor, fragment: string): Promise<void> {
  const host = place('[data-waxseal-withdraw]', 'prepend')
  const tag = own(document, 'documentElement').lang || 'en'
  const lang = spoken(tag)
  try {
    const { policy, base } = await known(published, floor)
    const { language, withdraw } = await part()
    await Promise.all([language(tag), bring(lang)])
    // A link holds no words: the catalogue's are filled in.
    const purposes = policy.purposes.map((purpose) => {
      const said = sentence(policy, purpose, lang)
      return { ...purpose, texts: { ...purpose.texts, [said.lang]: said.text } }
    })
    withdraw(host, { policy: { ...policy, purposes }, base, lang: tag, ...(fragment && { fragment }) })
  } catch (cause) {
    await bring(lang)
    // Proven to be the owner's, even where it is too old to be asked under.
    const contact = await published.then(({ value }) => contactOf(value)).catch(() => location.host)
    tell(host, lang, say(lang, 'withdraw.unavailable', { contact }))
    console.error(`waxseal: ${(cause as { code?: string }).code ?? 'module-unavailable'}. Consent cannot be taken back here.`, cause)
  }
}

/** Says it where it is looked for, and aloud. */
function tell(host: HTMLElement, lang: string, sentence: string): void {
  const notice = make('p', { role: 'alert', lang, dir: direction(lang) })
  host.append(notice)
  // A live region that comes with its words is not announced.
  notice.textContent = sentence
}

function contactOf(value: unknown): string {
  const contact = (value as Partial<Policy> | null)?.controller?.contact
  return typeof contact === 'string' ? contact : location.host
}
