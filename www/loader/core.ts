import type { Consent } from '../consent/main'
import type * as Checks from '../fields/main'
import type { Page } from '../page/main'
import type { Options } from '../types'
import { own } from './dom'
import { WaxsealError } from './errors'
import type { Files, Module } from './files'
import { bytes, script } from './load'
import type { Published } from './policy'

/** Below which revision the page takes no policy. */
export type Floor = Pick<Options, 'root' | 'min'>

/** The consent part. */
export interface Asking {
  readonly Consent: typeof Consent
  arrive(published: Promise<Published>, floor: Floor, hash: string, kept: string | null | undefined): Promise<void>
}

interface Glue {
  default(input: { module_or_path: BufferSource }): Promise<unknown>
}

export interface Modules {
  readonly Page: typeof Page
  readonly fields: typeof Checks
  readonly Consent: typeof Consent
}

let loading: Promise<Modules> | undefined

/** The sealing module and the checks, fetched on first use. A failed load may be tried again. */
export function modules(files: Files): Promise<Modules> {
  return (loading ??= load(files).catch((cause: unknown) => {
    loading = undefined
    throw cause instanceof WaxsealError ? cause : new WaxsealError('module-unavailable', cause)
  }))
}

async function load(files: Files): Promise<Modules> {
  if (!('WebAssembly' in window)) throw new WaxsealError('wasm-unsupported')
  const [core, fields, { Consent }] = await Promise.all([
    start<Pick<Modules, 'Page'>>(files.core, CORE_JS_INTEGRITY, CORE_WASM_INTEGRITY),
    start<typeof Checks>(files.fields, FIELDS_JS_INTEGRITY, FIELDS_WASM_INTEGRITY),
    asking(files),
  ])
  // In the person's language from the first sentence on; in English if its pack does not come.
  await fields.language(own(document, 'documentElement').lang).catch(() => {})
  return { Page: core.Page, fields, Consent }
}

/** The consent part alone: what a page without a form needs to show a receipt. */
export function asking({ consent }: Files): Promise<Asking> {
  return script(consent, CONSENT_JS_INTEGRITY)
}

async function start<T>({ glue, wasm }: Module, glueHash: string, wasmHash: string): Promise<T> {
  const [module, code] = await Promise.all([script<T & Glue>(glue, glueHash), bytes(wasm, wasmHash)])
  try {
    await module.default({ module_or_path: code })
  } catch (cause) {
    // The bytes are the right ones, so it is the page that refuses them, or the browser.
    throw new WaxsealError(/unsafe-eval|security policy|csp/i.test(String(cause)) ? 'wasm-blocked' : 'wasm-unsupported', cause)
  }
  return module
}
