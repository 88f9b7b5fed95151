import type { CheckResult, Options } from '../types'
import { own } from './dom'
import { WaxsealError } from './errors'
import type { Published } from './policy'

/** The sealing module's side of the page: src/lib.rs. */
export interface Page {
  attach(form: HTMLFormElement, formId: string): void
  detach(form: HTMLFormElement): void
  prepare(form: HTMLFormElement): Promise<void>
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

/** Where the two files of a module lie. */
export interface Module {
  readonly glue: URL
  readonly wasm: URL
}

/** Where the modules lie. */
export interface Files {
  readonly core: Module
  readonly fields: Module
  readonly consent: URL
}

export interface Modules {
  readonly Page: Core['Page']
  readonly fields: Fields
  readonly Consent: Asking['Consent']
}

let loading: Promise<Modules> | undefined
let attempt = 0

/** The sealing module and the checks, fetched on first use. A failed load may be tried again. */
export function modules(files: Files): Promise<Modules> {
  return (loading ??= load(files).catch((cause: unknown) => {
    loading = undefined
    throw cause instanceof WaxsealError ? cause : new WaxsealError('module-unavailable', cause)
  }))
}

async function load(files: Files): Promise<Modules> {
  if (!('WebAssembly' in window)) throw new WaxsealError('wasm-unsupported')
  attempt++
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
  const [module, bytes] = await Promise.all([script<T & Glue>(glue, glueHash), binary(wasm, wasmHash)])
  try {
    await module.default({ module_or_path: bytes })
  } catch (cause) {
    // The bytes are the right ones, so it is the page that refuses them, or the browser.
    throw new WaxsealError(/unsafe-eval|security policy|csp/i.test(String(cause)) ? 'wasm-blocked' : 'wasm-unsupported', cause)
  }
  return module
}

async function script<T>(url: URL, integrity: string): Promise<T> {
  // Browsers remember that an import failed; under another address they look again.
  if (attempt > 1) url.search = `?${attempt}`
  // `import()` takes no hash. Chromium and Firefox check the preload's, so nothing else can be imported. WebKit ignores it
  // (2.50) and older browsers know no preload: there the bytes checked here are the ones in the cache.
  await (await fetch(url, { integrity })).arrayBuffer()
  const link = own(document, 'createElement')('link')
  if (link.relList.supports('modulepreload')) await preload(link, url.href, integrity)
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url.href)) as T
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

async function binary(url: URL, integrity: string): Promise<ArrayBuffer> {
  const response = await fetch(url, { integrity })
  return response.arrayBuffer()
}
