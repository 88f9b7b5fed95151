import { own } from './dom'

/**
 * Puts a script, whose bytes were fetched and checked just now, into the page's module map, where `import()` finds it.
 *
 * `import()` takes no hash. Chromium and Firefox check the preload's, so nothing else can be imported. WebKit ignores it (2.50) and older
 * browsers know no preload: there the bytes that were checked are the ones in the cache.
 */
export async function preload(url: string, integrity: string): Promise<void> {
  const link = own(document, 'createElement')('link')
  if (!link.relList.supports('modulepreload')) return
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
