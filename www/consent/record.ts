/** The consent record, as crates/core/src/consent.rs reads it: what was shown and chosen, without any personal data. */
import { encode, utf8 } from '../base64'
import { canonical } from '../canonical'
import { CONSENT, signingInput } from '../jws'
import { add, filter, join, map } from '../lists'
import type { Holder } from './holder'
import type { Choice } from './choice'
import { digest } from './natives'
import type { Form, Policy } from './policy'
import type { Said } from './texts'

/** What only the page knows. */
export interface Shown {
  readonly lang: string
  readonly dir: string
  readonly created: string
  readonly button: string
  readonly notice: string
  readonly terms: Said | undefined
  readonly age: string
  readonly gpc: boolean
  readonly choices: readonly Choice[]
}

/**
 * Writes a record for a submission and its parts, and has it signed. Form, given purposes, and the record before and after its time,
 * which is not known yet.
 */
export async function write(policy: Policy, form: Form, mh: string, pair: string, shown: Shown, holder: Holder): Promise<string[]> {
  const { lang, dir, created, button, notice, terms, age, gpc, choices } = shown
  const [sid, ...cmt] = pair.split(' ')
  const id = `${form.id}@${policy.revision}`
  const given = map(
    filter(choices, ({ used }) => used),
    ({ purpose }) => purpose.id,
  )
  // What was chosen now; hashing takes a moment, in which more may be.
  const decisions = map(choices, (choice) => ({ ...decision(policy, form, choice, created), text: choice.text }))
  const purposes: unknown[] = []
  for (let i = 0; i < decisions.length; i++) add(purposes, await hashed(decisions[i] as (typeof decisions)[number]))
  const record: Record<string, unknown> = {
    age: age || undefined,
    button: button || undefined,
    cmt,
    controller: controllerOf(policy),
    created,
    dir,
    form: id,
    gpc,
    holder: holder.public,
    lang,
    mh,
    notice: await hashed({ lang, text: notice }),
    origin: location.origin === 'null' ? undefined : location.origin,
    purposes,
    regions: some(policy.regions),
    release: WAXSEAL_VERSION,
    sid,
    terms: terms && (await hashed({ ...terms })),
    v: 1,
  }
  const [input] = signingInput(CONSENT, canonical(record))
  const sig = await holder.sign(input)
  // The time comes at sealing.
  const whole = canonical({ ...record, iat: 0, sig })
  const place = `"holder":"${holder.public}","iat":`
  const at = whole.indexOf(place) + place.length
  return [id, join(given, ' '), whole.slice(0, at), whole.slice(at + 1)]
}

/** Who is responsible, as a record has it. */
export function controllerOf({ controller: { name, address, country, contact, privacy, dpo, authority } }: Policy) {
  return { name, address, country, contact, privacy, dpo, authority }
}

/** What a record says of one purpose, apart from its sentence. */
export function decision(policy: Policy, form: Form, choice: Choice, created: string) {
  const { purpose, used, control, why, time, lang } = choice
  const { id, basis, channel, dpv, parties, recipients, retention, uses, validity } = purpose
  const readers = policy.recipients.filter((recipient) => !recipients || recipients.includes(recipient.id))
  return {
    basis,
    channel,
    control,
    dpv,
    fields: form.fields.filter(({ purposes }) => purposes.includes(id)).map(({ name }) => name),
    given: used,
    id,
    lang,
    parties: some(parties),
    recipients: readers.map(({ name }) => name),
    retention,
    time: time || created,
    uses: some(uses),
    validity,
    why: why || undefined,
  }
}

/** A list that is left out if it is empty. */
function some<T>(list: readonly T[] | null | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined
}

async function hashed<T extends { readonly text: string }>(words: T): Promise<T & { sha256: string }> {
  return { ...words, sha256: encode(new Uint8Array(await digest('SHA-256', utf8(words.text)))) }
}
