/**
 * A member of a node as the DOM defines it. A control called `submit`, `id` or `elements` hides the form's own, an image
 * called `head` the document's, and a custom element may have a class that throws: nodes are only ever asked through here.
 * Elements adopted from another window have prototypes of their own; this window's work on them as well.
 */
export function own<T extends object, K extends keyof T>(node: T, key: K): T[K] {
  const home: object = isElement(node) && key in HTMLFormElement.prototype ? HTMLFormElement.prototype : (Object.getPrototypeOf(node) as object)
  const member: unknown = Reflect.get(home, key, node)
  return (typeof member === 'function' ? member.bind(node) : member) as T[K]
}

/** Whether it is an element, of whichever window. */
export function isElement(it: unknown): it is Element {
  try {
    return Reflect.get(Node.prototype, 'nodeType', it) === 1
  } catch {
    // No node at all; a window may have the name of one of its controls.
    return false
  }
}

/** Whether it is a form, of whichever window. */
export function isForm(it: unknown): it is HTMLFormElement {
  return isElement(it) && own(it, 'localName') === 'form'
}

/** The language around `form`; empty if nothing says it. */
export function languageOf(form: HTMLFormElement): string {
  return (own(form, 'closest')('[lang]') ?? own(document, 'documentElement')).getAttribute('lang') ?? ''
}

/** Does `run`. What it throws is handed to `failed` and stops nobody else. */
export function attempt(run: () => void, failed: (cause: unknown) => void = () => {}): void {
  try {
    run()
  } catch (cause) {
    failed(cause)
  }
}

/** Runs when the browser has nothing better to do. WebKit has no `requestIdleCallback`. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2000 })
  else setTimeout(run, 200)
}
