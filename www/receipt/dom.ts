/** Elements, made without markup. */
import { own } from '../loader/dom'
import { STYLE } from './style'

export type Child = Node | string
type Attributes = Readonly<Record<string, string>>

const SVG = 'http://www.w3.org/2000/svg'
const roots = new WeakMap<HTMLElement, ShadowRoot>()
let sheet: CSSStyleSheet | undefined

/** An element. What it holds is text, or made here. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return dress(own(document, 'createElement')(tag), attributes, children)
}

/** An element of a drawing. */
export function draw<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes, ...children: Child[]): SVGElementTagNameMap[K] {
  return dress(own(document, 'createElementNS')(SVG, tag) as SVGElementTagNameMap[K], attributes, children)
}

function dress<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** A button. One that cannot be pressed keeps the focus, so that nobody loses their place, and does nothing. */
export function button(text: string, press: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button', part: 'button' }, text)
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') press()
  })
  return button
}

export function disable(button: HTMLButtonElement, disabled: boolean): void {
  button.setAttribute('aria-disabled', String(disabled))
}

/** Shows or hides what a button opens. */
function toggle(button: HTMLButtonElement, opens: HTMLElement, open: boolean): void {
  button.setAttribute('aria-expanded', String(open))
  opens.hidden = !open
}

/** A part that opens and closes with the button before it. It is filled when it is first opened. */
export function opener(text: string, fill: (place: HTMLElement) => void | Promise<void>): [HTMLButtonElement, HTMLElement] {
  const opens = make('div', { hidden: '' })
  const press = async (): Promise<void> => {
    toggle(opener, opens, opens.hidden !== false)
    if (!opens.hasChildNodes()) await fill(opens)
    opens.scrollIntoView({ block: 'nearest' })
  }
  const opener = button(text, () => void press())
  toggle(opener, opens, false)
  return [opener, opens]
}

/** Fills the host's shadow root, which no script of the page can look into. */
export function fill(host: HTMLElement, { lang, dir }: { lang: string; dir: string }, ...children: Child[]): void {
  const root = roots.get(host) ?? host.attachShadow({ mode: 'closed' })
  roots.set(host, root)
  if (!sheet && root.adoptedStyleSheets) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
  }
  // An engine without constructable sheets shows it plain, which works.
  if (sheet) root.adoptedStyleSheets = [sheet]
  root.replaceChildren(make('section', { lang, dir, 'aria-labelledby': 'title' }, ...children))
}
