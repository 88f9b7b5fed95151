/** What a policy leaves unsaid, its presets say: the same that crates/core/src/policy/presets.rs does for programs, from the same files. */
import catalogue from '../../crates/core/presets.json'
import packs from '../../crates/core/regions.json'
import type { Policy, Purpose } from './policy'

interface Preset extends Omit<Purpose, 'id'> {}

const presets: Readonly<Record<string, Preset>> = catalogue.presets

/** The policy with all that is not said in it and needs no language. */
export function complete(policy: Policy): Policy {
  const { country } = policy.controller
  const ids = policy.regions ?? packs.filter(({ countries }) => (countries as string[]).includes(country)).map(({ id }) => id)
  const regions = packs.filter(({ id }) => ids.includes(id)).map(({ id, dated }) => `${id}@${dated}`)
  return { ...policy, purposes: policy.purposes.map(settle), regions }
}

function settle(purpose: Purpose): Purpose {
  const preset = presets[purpose.preset ?? '']
  const { dpv = null, retention = null, channel = null, uses = [] } = preset ?? {}
  const basis = purpose.basis ?? preset?.basis ?? 'consent'
  return {
    ...purpose,
    basis,
    dpv: purpose.dpv ?? dpv,
    retention: purpose.retention ?? retention,
    channel: purpose.channel ?? channel,
    uses: purpose.uses?.length ? purpose.uses : uses,
    validity: purpose.validity ?? preset?.validity ?? (basis === 'consent' ? catalogue.validity : null),
  }
}
