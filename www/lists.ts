/**
 * Loops over lists of our own that no script of the page can get in between, whatever it put into `Array.prototype`: a method, an
 * iterator, or a setter at an index.
 */
const { defineProperty } = Reflect

/** Adds at the end. An assignment would call a setter that `Array.prototype` has for that index. */
export function add<T>(list: T[], item: T): void {
  defineProperty(list, list.length, { __proto__: null, value: item, writable: true, enumerable: true, configurable: true } as PropertyDescriptor)
}

export function map<T, R>(list: readonly T[], make: (item: T) => R): R[] {
  const made: R[] = []
  for (let i = 0; i < list.length; i++) add(made, make(list[i] as T))
  return made
}

export function filter<T>(list: readonly T[], fits: (item: T) => boolean): T[] {
  const found: T[] = []
  for (let i = 0; i < list.length; i++) if (fits(list[i] as T)) add(found, list[i] as T)
  return found
}

/** What is made of each, in one list. */
export function flat<T, R>(list: readonly T[], make: (item: T) => readonly R[]): R[] {
  const made: R[] = []
  for (let i = 0; i < list.length; i++) {
    const some = make(list[i] as T)
    for (let j = 0; j < some.length; j++) add(made, some[j] as R)
  }
  return made
}

export function join(list: readonly string[], between: string): string {
  let text = ''
  for (let i = 0; i < list.length; i++) text += (i ? between : '') + list[i]
  return text
}
