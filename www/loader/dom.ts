/**
 * A member of a node as the DOM defines it. A control called `submit`, `id` or `elements` hides the form's own, an image
 * called `head` the document's: forms and the document are only ever asked through here.
 */
export function own<T extends object, K extends keyof T>(node: T, key: K): T[K] {
  const member: unknown = Reflect.get(Object.getPrototypeOf(node) as object, key, node)
  return (typeof member === 'function' ? member.bind(node) : member) as T[K]
}

/** Runs when the browser has nothing better to do. WebKit has no `requestIdleCallback`. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2000 })
  else setTimeout(run, 200)
}
