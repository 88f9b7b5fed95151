/** What every way into the package exports: www/types.d.ts, the published types, describes it. */
import type * as Types from '../types'
import { startWith } from '../loader/api'
import { filesAt } from '../loader/files'
import { address } from './load'

export { check, protect, ready, seal, version } from '../loader/api'

let base: URL | undefined

export function configure(settings: Types.Settings): void {
  base = new URL(settings.base, document.baseURI)
}

/** Where a file lies, if the application has said so. */
export function placed(name: string): URL | undefined {
  return base && new URL(name, base)
}

export function start(options: Types.Options): void {
  startWith(() => ({ options, files: filesAt((name) => address(`waxseal-${name}`)) }))
}
