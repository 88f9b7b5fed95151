import { after, before, describe } from 'node:test'
import { frameworks } from './frameworks.mjs'
import { startWorld } from './lib/world.mjs'
const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const world = {}
describe(engine, () => {
  before(async () => Object.assign(world, await startWorld(engine)))
  after(() => world.stop?.())
  frameworks(world)
})
