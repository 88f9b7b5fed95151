import { WaxsealError } from './errors'
import { script } from './load'

/** Where the two files of a module lie. */
export interface Module {
  readonly glue: URL
  readonly wasm: URL
}

/** Where the parts lie. */
export interface Files {
  readonly start: URL
  readonly core: Module
  readonly fields: Module
  readonly consent: URL
  readonly watch: URL
  readonly mends: URL
}

/** The parts, each where `at` says that `waxseal-NAME` lies. */
export function filesAt(at: (name: string) => URL): Files {
  const module = (name: string): Module => ({ glue: at(`${name}.js`), wasm: at(`${name}.wasm`) })
  return { start: at('start.js'), core: module('core'), fields: module('fields'), consent: at('consent.js'), watch: at('watch.js'), mends: at('mends.json') }
}

let starting: Promise<typeof import('./start')> | undefined

/** What fetches and checks all else, itself fetched on first use. A failed load may be tried again. */
export function start({ start }: Files): Promise<typeof import('./start')> {
  return (starting ??= script<typeof import('./start')>(start, START_INTEGRITY).catch((cause: unknown) => {
    starting = undefined
    throw new WaxsealError('module-unavailable', cause)
  }))
}
