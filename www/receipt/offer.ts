/** The list of what can be taken back, one by one or all together. */
import { decode } from '../base64'
import { button, type Child, disable, make } from './dom'
import type { Texts } from './texts'
import { type Outcome, send } from './withdrawal'

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
  // Heard once, wherever it is seen.
  const heard = make('p', { role: 'status', class: 'heard' })
  const told = make('p')
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
    const outcome = await ask(asked.map(({ id }) => id))
    const sentence = texts.say(`withdraw.${outcome}`, { controller: holder.controller.name, contact: holder.controller.contact })
    const taken = outcome === 'done' || outcome === 'again'
    for (const { element, told } of taken ? asked : []) {
      element.dataset.taken = ''
      told.textContent = sentence
    }
    if (!taken) place.textContent = sentence
    heard.textContent = sentence
    pressed.textContent = text
    for (const row of rows) disable(row.button, !open(row))
    disable(all, !rows.some(open))
  }

  const ask = async (ids: readonly string[]): Promise<Outcome> => {
    const seed = decode(holder.key, 32)
    return seed ? send(holder.receiver, seed, holder.sid, ids) : 'bad'
  }

  if (rows.length === 0) return make('p', {}, texts.say('withdraw.nothing'))
  const list = make('ul', {}, ...rows.map(({ element }) => element))
  // For a single one it would be the same button twice.
  return make('div', {}, heard, list, ...(rows.length > 1 ? [make('div', { class: 'acts' }, all), told] : []))
}

/** Whether it has not been taken back yet. */
function open({ element }: Row): boolean {
  return element.dataset.taken === undefined
}
