// The product as a person meets it, in the engine that WAXSEAL_ENGINE names: page, proxy, receiver, database, owner.
import { after, before, describe } from 'node:test'
import { consent } from './consent.mjs'
import { controls } from './controls.mjs'
import { demo } from './demo.mjs'
import { everyKind } from './every-kind.mjs'
import { faults } from './faults.mjs'
import { fields } from './fields.mjs'
import { startWorld } from './lib/world.mjs'
import { search } from './search.mjs'
import { tutorial } from './tutorial.mjs'
import { ways } from './ways.mjs'

const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const world = {}

describe(engine, () => {
  before(async () => Object.assign(world, await startWorld(engine)))
  after(() => world.stop?.())
  search(world)
  demo(world)
  tutorial(world)
  ways(world)
  controls(world)
  consent(world)
  fields(world)
  everyKind(world)
  faults(world)
})
