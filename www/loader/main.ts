/** The script tag: `<script src="/waxseal.js" data-policy="/waxseal.json" data-root="…" defer></script>`. */
import { api, startWith } from './api'
import type { Module } from './core'
import { own } from './dom'
import { WaxsealError, report } from './errors'

if (Object.prototype.hasOwnProperty.call(window, 'waxseal')) {
  report(new WaxsealError('loaded-twice'))
} else {
  // A module script, or one that a bundler moved, is nobody's current script.
  const tag = own(document, 'currentScript') ?? own(document, 'querySelector')('script[data-policy]')
  const said = (name: string): string | undefined => tag?.getAttribute(name) ?? undefined
  const address = (tag as HTMLScriptElement | null)?.src || own(document, 'baseURI')
  const beside = (name: string): Module => ({
    glue: new URL(`waxseal-${name}.js`, address),
    wasm: new URL(`waxseal-${name}.wasm`, address),
  })
  Object.defineProperty(window, 'waxseal', { value: api, enumerable: true })
  startWith(
    { policy: said('data-policy') ?? '', root: said('data-root'), integrity: said('data-policy-integrity'), min: said('data-policy-min'), forms: said('data-forms') },
    { core: beside('core'), fields: beside('fields'), consent: beside('consent').glue },
  )
}
