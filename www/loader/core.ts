import type { CheckResult } from '../types'
import { own } from './dom'
import { WaxsealError } from './errors'

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

export interface Core {
  readonly Page: new (policy: unknown, policyBytes: Uint8Array, base: string) => Page
}

interface Glue extends Core {
  default(input: { module_or_path: BufferSource }): Promise<unknown>
}

/** Where the two files of the module lie. */
export interface Files {
  readonly glue: URL
  readonly wasm: URL
}

let loading: Promise<Core> | undefined
let attempt = 0

/** The sealing module, fetched on first use. A failed load may be tried again. */
export function core(files: Files): Promise<Core> {
  return (loading ??= load(files).catch((cause: unknown) => {
    loading = undefined
    throw cause instanceof WaxsealError ? cause : new WaxsealError('module-unavailable', cause)
  }))
}

async function load({ glue, wasm }: Files): Promise<Core> {
  if (!('WebAssembly' in window)) throw new WaxsealError('wasm-unsupported')
  const [module, bytes] = await Promise.all([script(glue), binary(wasm)])
  try {
    await module.default({ module_or_path: bytes })
  } catch (cause) {
    // The bytes are the right ones, so it is the page that refuses them, or the browser.
    throw new WaxsealError(/unsafe-eval|security policy|csp/i.test(String(cause)) ? 'wasm-blocked' : 'wasm-unsupported', cause)
  }
  return module
}

async function script(url: URL): Promise<Glue> {
  // Browsers remember that an import failed; under another address they look again.
  if (attempt++) url.search = `?${attempt}`
  // `import()` takes no hash. Chromium and Firefox check the preload's, so nothing else can be imported. WebKit ignores it
  // (2.50) and older browsers know no preload: there the bytes checked here are the ones in the cache.
  await (await fetch(url, { integrity: CORE_JS_INTEGRITY })).arrayBuffer()
  const link = own(document, 'createElement')('link')
  if (link.relList.supports('modulepreload')) await preload(link, url.href)
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url.href)) as Glue
}

/** Puts the script into the page's module map, its hash checked, where `import()` finds it. */
async function preload(link: HTMLLinkElement, url: string): Promise<void> {
  link.rel = 'modulepreload'
  link.integrity = CORE_JS_INTEGRITY
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

async function binary(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url, { integrity: CORE_WASM_INTEGRITY })
  return response.arrayBuffer()
}
