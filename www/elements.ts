/** Elements of our own, made without markup, and what they say of controls. */
import { own } from './loader/dom'

/** An element with these attributes that holds `content`: text goes in as text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...content: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = own(document, 'createElement')(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...content)
  return element
}

/** Adds `id` to what describes the control, or takes it away. */
export function describe(control: Element, id: string, on: boolean): void {
  const ids = new Set(control.getAttribute('aria-describedby')?.match(/\S+/g))
  if (on) ids.add(id)
  else ids.delete(id)
  if (ids.size) control.setAttribute('aria-describedby', [...ids].join(' '))
  else control.removeAttribute('aria-describedby')
}
