/** `import … from 'waxseal/inline'`: the bytes are in modules, a third larger, for bundlers that carry no other files. */
import { inlined } from 'waxseal:inlined'
import { bytesFrom, row } from './load'

export { check, configure, protect, ready, seal, start, version } from './start'

bytesFrom(async (name) => (await row(inlined, name)()).default.buffer)
