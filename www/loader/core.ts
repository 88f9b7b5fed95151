import type { CheckResult, Options } from '../types'
import { own } from './dom'
import { WaxsealError } from './errors'
import type { Files, Module } from './files'
import { bytes, script } from './load'
import type { Published } from './policy'

/** The sealing module's side of the page: src/lib.rs. */
export interface Page {
  attach(form: HTMLFormElement, formId: string): void
  detach(form: HTMLFormElement): void
  prepare(form: HTMLFormElement): Promise<void>
  /** In mode `post` the names of the fields that stay in clear. */
  clear(form: HTMLFormElement): string[] | undefined
  /** The next submission came before the person could see what they are asked: it stops once. */
  early(form: HTMLFormElement): void
  /** Sends a form of mode `send`. */
  press(form: HTMLFormElement, submitter?: HTMLElement): void
  /** The envelope, if the form could be sent as it is; else nothing, and nothing is shown. */
  envelope(form: HTMLFormElement, submitter?: HTMLElement): string
  submit(event: SubmitEvent): void
  formdata(event: FormDataEvent): void
  check(form: HTMLFormElement): CheckResult
  seal(form: HTMLFormElement): Promise<string>
}

/** The module that checks fields: www/fields/main.ts. */
export interface Fields {
  language(tag: string): Promise<void>
}

/** What asks for consent under one policy: www/consent/main.ts. */
export interface Consent {
  /** The policy with what its presets say. */
  readonly policy: unknown
  speaks(formId: string, lang: string): boolean
  bring(formId: string, lang: string): Promise<void>
}

/** Below which revision the page takes no policy. */
export type Floor = Pick<Options, 'root' | 'min'>

/** The consent part. */
export interface Asking {
  readonly Consent: new (policy: unknown, base: string, gpc: boolean, floor: Floor) => Consent
  arrive(published: Promise<Published>, floor: Floor, hash: string, kept: string | null | undefined): Promise<void>
}

export interface Core {
  readonly Page: new (policy: unknown, policyBytes: Uint8Array, base: string, fields: Fields, consent: Consent) => Page
}

interface Glue {
  default(input: { module_or_path: BufferSource }): Promise<unknown>
}

export interface Modules {
  readonly Page: Core['Page']
  readonly fields: Fields
  readonly Consent: Asking['Consent']
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
    start<Core>(files.core, CORE_JS_INTEGRITY, CORE_WASM_INTEGRITY),
    start<Fields>(files.fields, FIELDS_JS_INTEGRITY, FIELDS_WASM_INTEGRITY),
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
