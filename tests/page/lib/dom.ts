/** A document without a browser, for what only reads and changes one. Import it before the part that is tested. */
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<!doctype html><html lang="en">', { url: 'https://example.com/sign-up?from=mail', pretendToBeVisual: true })

for (const name of Object.getOwnPropertyNames(window)) {
  if (/^(document|location|history|[A-Z]\w*(Element|Event|Node|List)|Event|Node|Element|Document|MutationObserver|Text|FormData)$/.test(name)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: window[name as never] })
  }
}
Object.assign(globalThis, { window, addEventListener: window.addEventListener.bind(window), CSS: { escape: (text: string) => text.replace(/\W/g, '\\$&') } })
// Nothing is laid out here: what is not hidden has room.
window.Element.prototype.getClientRects = function () {
  return (this.closest('[hidden]') ? [] : [{}]) as unknown as DOMRectList
}

/** Puts markup into the page and gives its first form. */
export function page(html: string): HTMLFormElement {
  document.body.innerHTML = html
  return one('form')
}

/** The first element that a selector finds. */
export function one<T extends HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector)
  if (!found) throw new Error(`there is no ${selector}`)
  return found
}
