/** How the loader fetches the files that lie beside it: no byte is used whose hash is not the one written in here. */
import { preload } from './preload'

/** How often a script failed to come. Browsers remember that an import failed; under another address they look again. */
const failures = new Map<string, number>()

/** A script, its hash checked. A failed load may be tried again. */
export async function script<T>({ href }: URL, integrity: string): Promise<T> {
  const failed = failures.get(href) ?? 0
  const address = failed ? Object.assign(new URL(href), { search: `?${failed}` }).href : href
  try {
    await (await fetch(address, { integrity })).arrayBuffer()
    await preload(address, integrity)
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ address)) as T
  } catch (cause) {
    failures.set(href, failed + 1)
    throw cause
  }
}

/** The bytes of a file, their hash checked. */
export async function bytes(url: URL, integrity: string): Promise<ArrayBuffer> {
  return (await fetch(url, { integrity })).arrayBuffer()
}

/** A file of texts, its hash checked. */
export async function json<T>(url: URL, integrity: string): Promise<T> {
  return (await fetch(url, { integrity })).json() as Promise<T>
}
