/** The list of what can be taken back, one by one or all together, and the receipt of that. */
import { decode } from '../base64'
import { button, type Child, disable, make } from './dom'
import { download } from './download'
import type { Texts } from './texts'
import { type Answer, type Kept, type Outcome, send } from './withdrawal'

/** Whose choices they are, and where they are taken back. */
export interface Holder {
  readonly sid: string
  /** The secret key, base64url. */
  readonly key: string
  readonly receiver: URL
  readonly controller: { readonly name: string; readonly contact: string }
}

/** A purpose, and how it is shown. */
export interface Item {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly shown: readonly Child[]
}

interface Row extends Item {
  readonly element: HTMLElement
  readonly button: HTMLButtonElement
  /** What became of it. */
  readonly told: HTMLElement
}

/** The list with its buttons. */
export function offer(texts: Texts, holder: Holder, items: readonly Item[]): HTMLElement {
  if (items.length === 0) return make('p', {}, texts.say('withdraw.nothing'))
  // Heard once, wherever it is seen.
  const heard = make('p', { role: 'status', class: 'heard' })
  const told = make('p')
  const kept: Kept[] = []
  const save = button(texts.say('withdraw.save'), () => keep(holder, items, kept))
  save.hidden = true
  const rows = items.map((item, i) => {
    const take = button(texts.say('withdraw.one'), () => void press([row], take, row.told))
    take.setAttribute('aria-describedby', `item-${i}`)
    const told = make('p', { class: 'told' })
    const element = make('li', {}, make('p', { id: `item-${i}` }, ...item.shown), take, told)
    const row: Row = { ...item, element, button: take, told }
    return row
  })
  const all = button(texts.say('withdraw.all'), () => void press(rows, all, told))
  const buttons = [...rows.map(({ button }) => button), all]

  const press = async (some: readonly Row[], pressed: HTMLButtonElement, place: HTMLElement): Promise<void> => {
    const asked = some.filter(open)
    const text = pressed.textContent
    for (const button of buttons) disable(button, true)
    // What failed before is history.
    for (const row of rows.filter(open)) row.told.textContent = ''
    told.textContent = ''
    heard.textContent = pressed.textContent = texts.say('withdraw.busy')
    const sentences = new Set<string>()
    for (const [answered, answer] of await ask(holder, asked)) {
      const sentence = say(answer)
      sentences.add(sentence)
      if (answer.kept) kept.push(answer.kept)
      if (isOver(answer.outcome)) for (const row of answered) close(row, answer, sentence)
      else place.textContent = sentence
    }
    heard.textContent = [...sentences].join(' ')
    pressed.textContent = text
    save.hidden = kept.length === 0
    for (const row of rows) disable(row.button, !open(row))
    disable(all, !rows.some(open))
  }

  const say = ({ outcome, kept }: Answer): string =>
    texts.say(`withdraw.${outcome}`, { controller: holder.controller.name, contact: holder.controller.contact, date: kept ? texts.time(kept.received) : '' })

  const list = make('ul', {}, ...rows.map(({ element }) => element))
  // For a single one it would be the same button twice.
  const acts = make('div', { class: 'acts' }, ...(rows.length > 1 ? [all] : []), save)
  return make('div', {}, heard, list, acts, told)
}

/** Asks the receiver for all of them at once; one by one where it says that some were not given. */
async function ask(holder: Holder, rows: readonly Row[]): Promise<[readonly Row[], Answer][]> {
  const seed = decode(holder.key, 32)
  if (!seed) return [[rows, { outcome: 'bad' }]]
  const answer = await send(
    holder.receiver,
    seed,
    holder.sid,
    rows.map(({ id }) => id),
  )
  if (answer.outcome !== 'not-given' || rows.length === 1) return [[rows, answer]]
  const each: [readonly Row[], Answer][] = []
  for (const row of rows) each.push([[row], await send(holder.receiver, seed, holder.sid, [row.id])])
  return each
}

/** Whether nothing is left to do. */
function isOver(outcome: Outcome): boolean {
  return outcome === 'done' || outcome === 'again' || outcome === 'not-given'
}

function close({ element, told }: Row, { kept }: Answer, sentence: string): void {
  element.dataset.over = ''
  if (kept) element.dataset.taken = ''
  told.textContent = sentence
}

function open({ element }: Row): boolean {
  return element.dataset.over === undefined
}

/** Saves what the receiver answered, with the statement that the person's key has signed: docs/receipt.md §6. */
function keep({ controller: { name, contact } }: Holder, items: readonly Item[], kept: readonly Kept[]): void {
  const words = items.map(({ id, lang, text }) => ({ id, lang, text }))
  const withdrawals = kept.map((one) => ({ ...one, purposes: words.filter(({ id }) => one.purposes.includes(id)) }))
  const day = kept[0]?.received.slice(0, 10) ?? ''
  const file = { controller: { contact, name }, v: 1, withdrawals }
  download(`waxseal-withdrawal-${day}.json`, 'application/json', `${JSON.stringify(file, null, 2)}\n`)
}
