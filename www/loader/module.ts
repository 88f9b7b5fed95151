/** `waxseal.mjs`: the same as the script tag, imported and started by a call. */
import type * as Types from '../types'
import { startWith } from './api'
import { filesAt } from './files'

export { check, protect, ready, seal, version } from './api'

let base: string | URL = import.meta.url

export function configure(settings: Types.Settings): void {
  base = new URL(settings.base, document.baseURI)
}

export function start(options: Types.Options): void {
  startWith(() => ({ options, files: filesAt((name) => new URL(`waxseal-${name}`, base)) }))
}

// What is exported here is what types.d.ts, the published types, says.
type Exports = Pick<typeof import('./api'), 'check' | 'protect' | 'ready' | 'seal' | 'version'> & { configure: typeof configure; start: typeof start }
const exported = (exports: Exports): typeof Types => exports
void exported
