/** The page that takes consent back: by the link of a receipt, or by its file. */
import { type Child, fill, make } from './dom'
import { type Link, parse } from './link'
import { type Holder, offer } from './offer'
import { anchor } from './page'
import { read, Unreadable } from './read'
import { type Receipt, revocable } from './receipt'
import { choices, sentence } from './show'
import { Texts } from './texts'

/** What the page knows. */
export interface Site {
  /** The policy: verified, and its presets filled in. */
  readonly policy: Readonly<Record<string, unknown>>
  /** The address of the policy. */
  readonly base: string
  /** The language that the person is addressed in. */
  readonly lang: string
  /** The fragment of the page's address, with a link in it or not. */
  readonly fragment?: string
}

/** What is read of a policy. */
interface Policy {
  readonly lang?: string
  readonly controller: { readonly name: string; readonly contact: string }
  readonly purposes: readonly Purpose[]
  readonly forms: readonly { readonly id: string; readonly receiver?: string }[]
}

interface Purpose {
  readonly id: string
  readonly text?: string
  readonly texts?: Readonly<Record<string, string>>
}

/** Shows the section in `host`. `language(lang)` has to be done. Called again, it starts anew. */
export function withdraw(host: HTMLElement, { policy, base, lang, fragment = '' }: Site): void {
  const texts = new Texts(lang)
  const site = new Section(texts, policy as unknown as Policy, base, lang)
  const link = parse(fragment)
  const { name, contact } = site.policy.controller
  const title = make('h2', { id: 'title', part: 'heading' }, texts.say('withdraw'))
  // For whoever has no receipt.
  const reach = make('p', {}, make('bdi', {}, name), ': ', make('bdi', {}, anchor(contact)))
  fill(host, texts, title, ...(link ? site.byLink(link) : site.byFile(link === null)), reach)
}

class Section {
  constructor(
    private readonly texts: Texts,
    readonly policy: Policy,
    private readonly base: string,
    private readonly lang: string,
  ) {}

  byLink({ sid, key, form, given }: Link): Child[] {
    const { controller } = this.policy
    const items = given.map((id) => ({ id, ...this.today(id), shown: [sentence(this.today(id))] }))
    const now = given.length > 0 ? [make('p', {}, this.texts.say('withdraw.now'))] : []
    return [offer(this.texts, { sid, key, controller, receiver: this.receiver(form) }, items), ...now]
  }

  /** The choice of a file, and what is in it once it is chosen. */
  byFile(brokenLink: boolean): Child[] {
    const status = make('p', { role: 'status' }, brokenLink ? this.texts.say('withdraw.bad') : '')
    const content = make('div')
    const open = async (file: File | undefined): Promise<void> => {
      if (!file) return
      content.replaceChildren()
      status.textContent = ''
      try {
        content.append(...this.opened(await read(file)))
      } catch (cause) {
        status.textContent = this.texts.say(`withdraw.${cause instanceof Unreadable ? cause.reason : 'bad'}`)
      }
    }
    return [picker(this.texts, open), status, content]
  }

  private opened(receipt: Receipt): Child[] {
    const { texts } = this
    const { record, key = '' } = receipt
    const form = record.form.replace(/@.*/, '')
    const holder: Holder = { sid: record.sid, key, controller: record.controller, receiver: this.receiver(form) }
    const items = record.purposes.filter(revocable).map((decision) => {
      const agreed = texts.say('withdraw.given', { date: texts.time(decision.time) })
      const label = decision.basis === 'consent' ? agreed : texts.say('in-use')
      return { ...decision, shown: [make('small', {}, label), sentence(decision)] }
    })
    const refused = record.purposes.filter(({ basis, given }) => basis === 'consent' && !given)
    const rest = record.purposes.filter((decision) => decision.basis !== 'consent' && !(key && revocable(decision)))
    return [
      offer(texts, holder, key ? items : []),
      ...(refused.length > 0 ? [make('p', {}, texts.say('withdraw.refused')), choices(texts, refused)] : []),
      ...(rest.length > 0 ? [choices(texts, rest)] : []),
    ]
  }

  /** The receiver of a form, also of one that the policy no longer has. */
  private receiver(form: string): URL {
    return new URL(this.policy.forms.find(({ id }) => id === form)?.receiver ?? `v1/forms/${form}/submissions`, this.base)
  }

  /** A purpose as the policy words it today: in the person's language, else in the policy's own. */
  private today(id: string): { lang: string; text: string } {
    const own = this.policy.lang ?? 'en'
    const purpose = this.policy.purposes.find((purpose) => purpose.id === id)
    const texts = Object.entries({ ...(purpose?.text ? { [own]: purpose.text } : {}), ...purpose?.texts })
    const primary = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? ''
    const matches = [
      ([tag]: [string, string]) => tag.toLowerCase() === this.lang.toLowerCase(),
      ([tag]: [string, string]) => primary(tag) === primary(this.lang),
      ([tag]: [string, string]) => tag === own,
      () => true,
    ]
    const [lang, text] = matches.map((match) => texts.find(match)).find(Boolean) ?? ['', id]
    return { lang, text }
  }
}

/** Takes a file by choice or by drop. */
function picker(texts: Texts, open: (file: File | undefined) => Promise<void>): HTMLElement {
  const input = make('input', { type: 'file', accept: '.json,.html,application/json,text/html', 'aria-describedby': 'hint' })
  const label = make('label', { class: 'file', part: 'button' }, texts.say('withdraw.file'), input)
  const zone = make('div', { class: 'drop' }, label, make('p', { id: 'hint' }, texts.say('withdraw.drop')))
  input.addEventListener('change', () => {
    void open(input.files?.[0])
    // So that the same file can be chosen again.
    input.value = ''
  })
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault()
    zone.classList.toggle('over', on)
    if (event.type === 'drop') void open(event.dataTransfer?.files[0])
  }
  zone.addEventListener('dragover', over(true))
  zone.addEventListener('dragleave', over(false))
  zone.addEventListener('drop', over(false))
  return zone
}
