// Runs in the page. All that is compared takes its turn in every round, so that a slow moment of the machine meets all alike; in its turn
// each works once untimed first, so that none pays for what another has put out of the processor's caches.
import { plaintext } from './bytes.js'
import { agreement, protectedForm } from './ours.js'

export { firstSubmit } from './ours.js'

/** Milliseconds by name, one for each of `rounds`. `keys` holds a public JWK for each suite, `peers` the names of files in peers/. */
export async function measure({ keys, peers, warmUp, rounds }) {
  // The clock of a page that is not isolated ticks ten times a millisecond only.
  if (!crossOriginIsolated) throw new Error('the page is not isolated')
  const contenders = [agreement(keys.compat)]
  for (const suite of Object.keys(keys)) contenders.push(await protectedForm(suite))
  for (const name of peers) contenders.push(await peer(name, keys))
  const samples = {}
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      // What one has left for idle time is not to fall into the time of the next.
      await new Promise((idle) => requestIdleCallback(idle, { timeout: 50 }))
      const took = await contenders[(round + turn) % contenders.length]()
      if (round >= warmUp) for (const [name, time] of Object.entries(took)) (samples[name] ??= []).push(time)
    }
  }
  return samples
}

async function peer(name, keys) {
  const { sealer } = await import(`/peers/${name}.js`)
  const seal = await sealer(keys)
  let number = 0
  return async () => {
    await seal(plaintext((number += 1)))
    const bytes = plaintext((number += 1))
    const begin = performance.now()
    const sealed = seal(bytes)
    // Not for those who are done already.
    if (sealed instanceof Promise) await sealed
    return { [name]: performance.now() - begin }
  }
}
