/** What people read, by key. English is inside; other languages are packs of the same sentences. */
import english from '../../crates/fields/messages/en.json'

type Messages = Readonly<Record<string, string>>

/** The sentences of one language. */
export class Texts {
  private messages: Messages = english

  /** The language of the sentences. */
  lang = 'en'

  speak(lang: string, messages: Messages): void {
    this.lang = lang
    this.messages = messages
  }

  /** The sentence for the first of `keys` that there is, its placeholders filled in. */
  say(keys: readonly string[], values: Readonly<Record<string, string | undefined>>): string {
    const found = keys.find((key) => key in this.messages) ?? keys[0] ?? ''
    return (this.messages[found] ?? (english as Messages)[found] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => this.show(name, values[name] ?? ''))
  }

  /** Countries and dates as the language writes them. */
  private show(name: string, value: string): string {
    if (name === 'country' && value) return new Intl.DisplayNames([this.lang, 'en'], { type: 'region' }).of(value) ?? value
    if (name === 'date' && value) return new Date(value).toLocaleDateString([this.lang, 'en'], { dateStyle: 'long', timeZone: 'UTC' })
    return value
  }
}
