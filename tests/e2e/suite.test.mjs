// The product as a person meets it, in the engine that WAXSEAL_ENGINE names: page, proxy, receiver, database, owner.
import { after, before, describe } from 'node:test'
import { arrivals } from './arrivals.mjs'
import { choices } from './choices.mjs'
import { clocks } from './clocks.mjs'
import { consent } from './consent.mjs'
import { controls } from './controls.mjs'
import { demo } from './demo.mjs'
import { everyKind } from './every-kind.mjs'
import { faults } from './faults.mjs'
import { fields } from './fields.mjs'
import { guarding } from './guard.mjs'
import { names } from './names.mjs'
import { ownership } from './ownership.mjs'
import { watching } from './watch.mjs'
import { frameworks } from './frameworks.mjs'
import { startWorld } from './lib/world.mjs'
import { consentLooks } from './looks.mjs'
import { parts } from './parts.mjs'
import { persons } from './persons.mjs'
import { policies } from './policies.mjs'
import { receipts } from './receipts.mjs'
import { references } from './references.mjs'
import { rules } from './rules.mjs'
import { rollback } from './rollback.mjs'
import { search } from './search.mjs'
import { sight } from './sight.mjs'
import { signals } from './signals.mjs'
import { ticks } from './ticks.mjs'
import { tutorial } from './tutorial.mjs'
import { ways } from './ways.mjs'
import { withdrawals } from './withdrawals.mjs'

const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const world = {}

describe(engine, () => {
  before(async () => Object.assign(world, await startWorld(engine)))
  after(() => world.stop?.())
  search(world)
  demo(world)
  tutorial(world)
  ways(world)
  frameworks(world)
  controls(world)
  consent(world)
  ticks(world)
  sight(world)
  choices(world)
  signals(world)
  receipts(world)
  withdrawals(world)
  persons(world)
  arrivals(world)
  rollback(world)
  clocks(world)
  consentLooks(world)
  policies(world)
  fields(world)
  parts(world)
  references(world)
  rules(world)
  everyKind(world)
  faults(world)
  guarding(world)
  ownership(world)
  names(world)
  watching(world)
})
