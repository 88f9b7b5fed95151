/**
 * How the package comes by its files, in place of loader/load.ts. Scripts and texts are modules: the application's bundler carries them, and
 * they are as whole as the application. Bytes are fetched, their hash checked, or with `waxseal/inline` are in modules as well.
 */
import { scripts, texts } from 'waxseal:modules'

/** Gives the bytes of a file. */
export type Source = (name: string, integrity: string | undefined) => Promise<ArrayBuffer>

let source: Source | undefined

/** Says where bytes come from. */
export function bytesFrom(given: Source): void {
  source = given
}

/** The name of a file in the form in which the loader hands it about. */
export function address(name: string): URL {
  return new URL(`waxseal:${name}`)
}

export async function script<T>({ pathname }: URL): Promise<T> {
  return (await row(scripts, pathname)()) as T
}

export async function json<T>({ pathname }: URL): Promise<T> {
  return (await row(texts, pathname)()).default as T
}

export async function bytes({ pathname }: URL, integrity: string | undefined): Promise<ArrayBuffer> {
  if (!source) throw new Error('import waxseal or waxseal/inline')
  return source(pathname, integrity)
}

/** What a table of the build has under a name. */
export function row<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined
  if (found === undefined) throw new Error(`the package has no ${name}`)
  return found
}

// It stands in for the other.
const exported = (exports: typeof import('./load')): typeof import('../loader/load') => exports
void exported
