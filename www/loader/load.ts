/** How the loader fetches the files that lie beside it: no byte is used whose hash is not the one written in here. */
import { own } from './dom'

/** How often a script failed to come. Browsers remember that an import failed; under another address they look again. */
const failures = new Map<string, number>()

/** A script, its hash checked. A failed load may be tried again. */
export async function script<T>({ href }: URL, integrity: string): Promise<T> {
  const failed = failures.get(href) ?? 0
  const address = failed ? Object.assign(new URL(href), { search: `?${failed}` }).href : href
  try {
    // `import()` takes no hash. Chromium and Firefox check the preload's, so nothing else can be imported. WebKit ignores it
    // (2.50) and older browsers know no preload: there the bytes checked here are the ones in the cache.
    await (await fetch(address, { integrity })).arrayBuffer()
    const link = own(document, 'createElement')('link')
    if (link.relList.supports('modulepreload')) await preload(link, address, integrity)
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

/** Puts the script into the page's module map, its hash checked, where `import()` finds it. */
async function preload(link: HTMLLinkElement, url: string, integrity: string): Promise<void> {
  link.rel = 'modulepreload'
  link.integrity = integrity
  link.href = url
  try {
    await new Promise((resolve, reject) => {
      link.onload = resolve
      link.onerror = () => reject(new Error(`${url} is missing or altered`))
      own(own(document, 'head'), 'append')(link)
    })
  } finally {
    link.remove()
  }
}
