/** The npm package: the same as the script tag, started by a call. */
import type * as Types from '../types'
import { startWith } from './api'

export { check, protect, ready, seal, version } from './api'

export function start(options: Types.Options): void {
  // Written out, so that bundlers see the files and bring them along.
  startWith(() => ({
    options,
    files: {
      start: new URL('./waxseal-start.js', import.meta.url),
      core: { glue: new URL('./waxseal-core.js', import.meta.url), wasm: new URL('./waxseal-core.wasm', import.meta.url) },
      fields: { glue: new URL('./waxseal-fields.js', import.meta.url), wasm: new URL('./waxseal-fields.wasm', import.meta.url) },
      consent: new URL('./waxseal-consent.js', import.meta.url),
      watch: new URL('./waxseal-watch.js', import.meta.url),
      mends: new URL('./waxseal-mends.json', import.meta.url),
    },
  }))
}

// What is exported here is what types.d.ts, the published types, says.
type Exports = Pick<typeof import('./api'), 'check' | 'protect' | 'ready' | 'seal' | 'version'> & { start: typeof start }
const exported = (exports: Exports): typeof Types => exports
void exported
