/** What people read in the block: packs of sentences, one language each, and the owner's own sentences. */
import { known, primary, table } from '../packs'
import { ownLanguage, purposesOf, type Form, type Policy, type Purpose, type Sentence } from './policy'

/** A text, and its language. */
export interface Said {
  readonly lang: string
  readonly text: string
}

const languages = new Map<string, Readonly<Record<string, string>>>()

/** Brings the sentences of a language. Without them nothing is asked, and so nothing is sent. */
export async function bring(lang: string): Promise<void> {
  if (!isHere(lang)) languages.set(lang, await table(file(lang)))
}

export function isHere(lang: string): boolean {
  return languages.has(lang)
}

/** A sentence of a language that was brought, its placeholders filled in. */
export function say(lang: string, key: string, values: Readonly<Record<string, string>> = {}): string {
  const sentence = languages.get(lang)?.[key]
  if (sentence === undefined) throw new Error(`the pack of ${lang} has no ${key}`)
  // Isolated where names from left to right would else tear brackets apart; a preset's sentence is the same everywhere.
  const [first, last] = direction(lang) === 'rtl' && !key.startsWith('preset.') ? ['\u2068', '\u2069'] : ['', '']
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : first + values[name] + last))
}

/**
 * The language of a form's block: that of the page, where there is a pack for it and the owner's own sentences are in it. Else the block
 * falls back whole, so that nobody agrees to half a text in a language that they do not read.
 */
export function languageOf(policy: Policy, form: Form, tag: string): string {
  const own = ownLanguage(policy)
  const sentences = [...purposesOf(policy, form), form.terms, policy.automated].filter(Boolean) as Purpose[]
  const said = sentences.map((sentence) => ({ ...sentence.texts, ...(sentence.text && { [own]: sentence.text }) }))
  const speaks = (lang: string): boolean =>
    sentences.every(({ preset, text }, i) => (preset && !text) || Object.keys(said[i] ?? {}).some((known) => primary(known) === lang))
  const wanted = [tag, own, ...Object.keys(said[0] ?? {}), 'en'].map(primary).filter((lang) => known(file(lang)))
  return wanted.find(speaks) ?? wanted[1] ?? 'en'
}

/** The owner's sentence for a reader of `lang`: the same tag, else the same language, else the policy's own. */
export function pick({ text, texts }: Sentence, own: string, lang: string, preset?: string): Said | undefined {
  const all: [string, string][] = [...(text ? [[own, text] as [string, string]] : []), ...Object.entries(texts ?? {})]
  if (!text && preset && !all.some(([known]) => known === lang)) all.push([lang, preset])
  const found = all.find(([known]) => known.toLowerCase() === lang.toLowerCase()) ?? all.find(([known]) => primary(known) === primary(lang)) ?? all[0]
  return found && { lang: found[0], text: found[1] }
}

/** The sentence of a purpose: the owner's, else that of its preset. */
export function sentence(policy: Policy, purpose: Purpose, lang: string): Said {
  const values = { controller: policy.controller.name, parties: (purpose.parties ?? []).map(({ name }) => name).join(', ') }
  const preset = purpose.preset && !purpose.text ? say(lang, `preset.${purpose.preset}`, values) : undefined
  const said = pick(purpose, ownLanguage(policy), lang, preset)
  if (!said) throw Object.assign(new Error(`the purpose ${purpose.id} has no text; \`waxseal policy lint\` says more`), { code: 'bad-policy' })
  return said
}

/** `rtl` for the languages that run from right to left. */
export function direction(lang: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)$/.test(primary(lang)) ? 'rtl' : 'ltr'
}

/** The language that a reader of `tag` is spoken to in: English where there is no pack. */
export function spoken(tag: string): string {
  return known(file(primary(tag))) ? primary(tag) : 'en'
}

function file(lang: string): string {
  return `consent-${lang}.json`
}
