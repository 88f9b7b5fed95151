/** Packs and scripts that are fetched only when they are needed, from where the script that needs them lies. */
import * as beside from './beside'

/** Subresource Integrity of the packs and scripts that this one knows by name. Filled in by the build. */
declare const PACKS: Readonly<Record<string, string>>

const fetching = new Map<string, Promise<unknown>>()

/** Whether there is a pack of that name. */
export function known(name: string): boolean {
  return Object.prototype.hasOwnProperty.call(PACKS, name)
}

/** A pack, its hash checked. A failed load may be tried again. */
export function pack(name: string, integrity: string | undefined = PACKS[name]): Promise<ArrayBuffer> {
  return once(name, () => beside.bytes(`waxseal-packs/${name}`, integrity))
}

/** A pack of texts by name. */
export function table(name: string): Promise<Readonly<Record<string, string>>> {
  return once(name, () => beside.texts(`waxseal-packs/${name}`, PACKS[name]))
}

/** The language of a tag: packs are named by it. */
export function primary(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? ''
}

/** A script, its hash checked. */
export function script<T>(name: string): Promise<T> {
  return beside.script(name, PACKS[name])
}

function once<T>(name: string, load: () => Promise<T>): Promise<T> {
  const asked = fetching.get(name)
  if (asked) return asked as Promise<T>
  const coming = load()
  fetching.set(name, coming)
  coming.catch(() => fetching.delete(name))
  return coming
}
