/** The checks of a form's fields, and the packs that they fetch when they are needed: a language, a country's telephone numbers. */
import { FormFields } from './form'

export { default } from 'fields-glue'

const languages = new Map<string, Readonly<Record<string, string>>>()
const fetching = new Map<string, Promise<ArrayBuffer>>()

/** Brings the messages of a language, `de-AT`. English is inside; so it is for a language that has no pack. */
export async function language(tag: string): Promise<void> {
  const lang = primary(tag)
  const name = `lang-${lang}.json`
  if (languages.has(lang) || !Object.prototype.hasOwnProperty.call(PACKS, name)) return
  languages.set(lang, JSON.parse(new TextDecoder().decode(await pack(name, PACKS[name]))) as Readonly<Record<string, string>>)
}

/** The checks of one form, in its language. One that differs from the page's is spoken as soon as it has come. */
export function make(tag: string, country: string): FormFields {
  const fields = new FormFields(country)
  const lang = primary(tag)
  const speak = (): void => {
    const messages = languages.get(lang)
    if (messages) fields.texts.speak(lang, messages)
  }
  if (languages.has(lang)) speak()
  else void language(tag).then(speak, ignore)
  return fields
}

/** Adds a pack that a check wanted, then calls back. Without it, doubt stays doubt. */
export function bring({ rules }: FormFields, name: string, then: () => void): void {
  void find(name).then((bytes) => {
    if (rules.add(name, new Uint8Array(bytes))) then()
  }, ignore)
}

async function find(name: string): Promise<ArrayBuffer> {
  const file = `${name}.bin`
  if (!name.startsWith('tel/')) return pack(file, PACKS[file])
  const index: unknown = JSON.parse(new TextDecoder().decode(await pack('tel.json', PACKS['tel.json'])))
  return pack(file, (index as Record<string, string>)[file])
}

/** A pack beside this script, its hash checked. A failed load may be tried again. */
function pack(name: string, integrity: string | undefined): Promise<ArrayBuffer> {
  const known = fetching.get(name)
  if (known) return known
  const coming = load(name, integrity)
  fetching.set(name, coming)
  coming.catch(() => fetching.delete(name))
  return coming
}

async function load(name: string, integrity: string | undefined): Promise<ArrayBuffer> {
  if (!integrity) throw new Error(`there is no pack ${name}`)
  const response = await fetch(new URL(`./waxseal-packs/${name}`, import.meta.url), { integrity, credentials: 'omit' })
  return response.arrayBuffer()
}

function primary(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? ''
}

function ignore(): void {
  // A pack is a help: without it the checks speak English, and are less sure.
}
