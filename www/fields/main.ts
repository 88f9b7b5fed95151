/** The checks of a form's fields, and the packs that they fetch when they are needed: a language, a country's telephone numbers. */
import { known, pack, primary, table } from '../packs'
import { FormFields } from './form'

export { default } from 'fields-glue'

const languages = new Map<string, Readonly<Record<string, string>>>()

/** Brings the messages of a language, `de-AT`. English is inside; so it is for a language that has no pack. */
export async function language(tag: string): Promise<void> {
  const lang = primary(tag)
  const name = `lang-${lang}.json`
  if (!languages.has(lang) && known(name)) languages.set(lang, await table(name))
}

/** The checks of one form, in its language. One that differs from the page's is spoken as soon as it has come. */
export function make(tag: string, country: string): FormFields {
  const fields = new FormFields(country, tag, (name) => bring(fields, name, ignore))
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
  if (!name.startsWith('tel/')) return pack(file)
  // The hashes of these are too many to be inside.
  return pack(file, (await table('tel.json'))[file])
}

function ignore(): void {
  // A pack is a help: without it the checks speak English, and are less sure.
}
