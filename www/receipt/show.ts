/** "You chose": what the person decided, and the receipt of it to keep. */
import { own } from '../loader/dom'
import { script } from '../packs'
import { button, type Child, draw, fill, make, opener } from './dom'
import { download } from './download'
import { offer } from './offer'
import { readable } from './page'
import type { Code } from './qr'
import { answer, type Decision, type Receipt, revocable } from './receipt'
import { Texts } from './texts'

/** What the page knows beside the receipt. */
export interface Shown {
  /** The language that the person is addressed in. */
  readonly lang: string
  /** The link that takes consent back; empty if there is none. */
  readonly link: string
  /** An address of the receiver. */
  readonly receiver: string
}

/** Shows the panel in `host`. `language(lang)` has to be done. */
export function show(host: HTMLElement, receipt: Receipt, { lang, link, receiver }: Shown): void {
  const texts = new Texts(lang)
  const { record, key } = receipt
  const status = make('p', { role: 'status' })
  const name = `waxseal-receipt-${record.created.slice(0, 10)}`
  const save = button(texts.say('save'), () => download(`${name}.json`, 'application/json', `${JSON.stringify(receipt, null, 2)}\n`))
  const page = button(texts.say('page'), () => download(`${name}.html`, 'text/html', readable(texts, receipt, link)))
  const acts: Child[] = [save, page]
  const opened: Child[] = []
  if (key && link) {
    const copied = (): void => void copy(texts, link, status)
    // Where it cannot be drawn, there is the link itself.
    const code = (place: HTMLElement): Promise<void> => qrCode(link, texts.say('qr.label')).then((svg) => place.replaceChildren(svg), copied)
    const [qr, picture] = opener(texts.say('qr'), code)
    acts.push(qr, button(texts.say('link'), copied))
    opened.push(picture)
  }
  const given = record.purposes.filter(revocable)
  if (key && given.length > 0) {
    const holder = { sid: record.sid, key, controller: record.controller, receiver: new URL(receiver, own(document, 'baseURI')) }
    const items = given.map((decision) => ({ ...decision, shown: [sentence(decision)] }))
    const [take, list] = opener(texts.say('withdraw'), (place) => place.append(offer(texts, holder, items)))
    acts.push(take)
    opened.push(list)
  }
  const signal = record.purposes.some(({ why }) => why === 'signal') ? [make('p', {}, texts.say('receipt.signal'))] : []
  const notes = ['keep', 'warning'].map((key) => make('p', {}, texts.say(key)))
  const title = make('h2', { id: 'title', part: 'heading' }, texts.say('chose'))
  fill(host, texts, title, choices(texts, record.purposes), ...signal, ...notes, make('div', { class: 'acts' }, ...acts), status, ...opened)
}

/** The purposes, each with its exact sentence and the answer. */
export function choices(texts: Texts, purposes: readonly Decision[]): HTMLElement {
  const rows = purposes.map((decision) => make('li', {}, make('p', {}, sentence(decision)), make('strong', {}, texts.say(answer(decision)))))
  return make('ul', {}, ...rows)
}

/** A purpose's sentence, in the language that it was shown in. */
export function sentence({ lang, text }: { lang: string; text: string }): HTMLElement {
  return make('span', { lang, dir: 'auto' }, text)
}

async function qrCode(link: string, label: string): Promise<Element> {
  const { size, path } = (await script<{ code(text: string): Code }>('waxseal-qr.js')).code(link)
  const picture = { role: 'img', 'aria-label': label, viewBox: `0 0 ${size} ${size}`, 'shape-rendering': 'crispEdges' }
  return draw('svg', picture, draw('path', { d: path }))
}

async function copy(texts: Texts, link: string, status: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(link)
    status.textContent = texts.say('link.copied')
  } catch {
    // The person copies it by hand.
    const field = make('input', { class: 'link', readonly: '', dir: 'ltr', 'aria-label': texts.say('link') })
    field.value = link
    status.replaceChildren(field)
    field.select()
  }
}
