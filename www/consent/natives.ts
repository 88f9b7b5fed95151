/**
 * The browser's own functions, taken when this script starts. What a script of the page puts in their place later changes nothing in
 * here; what it had put there before is in the threat model.
 */
const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect

/** A method, called with its object first. */
function free<T, A extends unknown[], R>(method: (this: T, ...args: A) => R): (self: T, ...args: A) => R {
  return (self, ...args) => apply(method, self, args) as R
}

/** A getter, called with its object: on any other than one of the browser's own it throws. */
function getter<T extends object, K extends keyof T>(sample: T, name: K): (self: T) => T[K] {
  for (let at: object | null = sample; at; at = getPrototypeOf(at)) {
    const { get } = getOwnPropertyDescriptor(at, name) ?? {}
    if (get) return (self) => apply(get, self, []) as T[K]
  }
  throw new TypeError(String(name))
}

function setter<T extends object, K extends keyof T>(prototype: T, name: K): (self: T, value: T[K]) => void {
  const { set } = getOwnPropertyDescriptor(prototype, name) ?? {}
  if (!set) throw new TypeError(String(name))
  return (self, value) => void apply(set, self, [value])
}

const event = new Event('')
export const listen = free(EventTarget.prototype.addEventListener)
export const prevent = free(Event.prototype.preventDefault)
export const stop = free(Event.prototype.stopImmediatePropagation)
export const targetOf = getter<Event, 'target'>(event, 'target')
export const timeOf = getter<Event, 'timeStamp'>(event, 'timeStamp')
export const detailOf = getter<UIEvent, 'detail'>(new UIEvent(''), 'detail')
export const keyOf = getter<KeyboardEvent, 'key'>(new KeyboardEvent(''), 'key')
const trusted = getter<Event, 'isTrusted'>(event, 'isTrusted')

export const isChecked = getter<HTMLInputElement, 'checked'>(HTMLInputElement.prototype, 'checked')
export const setChecked = setter(HTMLInputElement.prototype, 'checked')
export const setDisabled = setter(HTMLInputElement.prototype, 'disabled')

const { subtle } = crypto
export const digest = subtle.digest.bind(subtle)
export const sign = subtle.sign.bind(subtle)

const has = free(WeakSet.prototype.has) as (set: WeakSet<object>, item: object) => boolean
const add = free(WeakSet.prototype.add) as (set: WeakSet<object>, item: object) => unknown
const counted = new WeakSet()

/** Whether the browser says that a person did this. What only looks like an event is none. */
export function isTrusted(event: Event): boolean {
  try {
    return trusted(event)
  } catch {
    return false
  }
}

/** The same, for the first time: an event that was kept does not happen again. */
export function happened(event: Event): boolean {
  if (!isTrusted(event) || has(counted, event)) return false
  add(counted, event)
  return true
}
