/** The checks of a form's fields, and what they fetch when it is needed: parts of the rules, a language, a country's telephone numbers. */
import { known, primary, table } from '../packs'
import { FormFields } from './form'
import { start } from './parts'

export { start as default }

const languages = new Map<string, Readonly<Record<string, string>>>()

/** Brings the messages of a language, `de-AT`. English is inside; so it is for a language that has no pack. */
export async function language(tag: string): Promise<void> {
  const lang = primary(tag)
  const name = `lang-${lang}.json`
  if (!languages.has(lang) && known(name)) languages.set(lang, await table(name))
}

/** The checks of one form, in its language. One that differs from the page's is spoken as soon as it has come. */
export function make(tag: string, country: string): FormFields {
  const fields = new FormFields(country, tag)
  const lang = primary(tag)
  const speak = (): void => {
    const messages = languages.get(lang)
    if (messages) fields.texts.speak(lang, messages)
  }
  if (languages.has(lang)) speak()
  // A language is a help: without it the checks speak English.
  else void language(tag).then(speak, () => {})
  return fields
}
