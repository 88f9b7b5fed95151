import { asking } from './core'
import { own } from './dom'
import { report } from './errors'
import { proven, type Settings } from './page'

const OURS = /^#waxseal(-receipt)?=/

/** Takes a receipt, or a link that takes consent back, out of the address before anybody else can keep it, and shows it. */
export function receive(settings: Settings): void {
  const look = (always: boolean): void => {
    const { hash, pathname, search } = location
    const found = OURS.exec(hash)
    // The address without it, so that it is in no history, bookmark or referrer.
    if (found) history.replaceState(history.state, '', pathname + search)
    if (found || always) void show(settings, hash, !!found?.[1]).catch(report)
  }
  look(!!own(document, 'querySelector')('[data-waxseal-withdraw]'))
  addEventListener('hashchange', () => look(false))
}

async function show(settings: Settings, hash: string, isReceipt: boolean): Promise<void> {
  const [part, { value, url, gpc }] = await Promise.all([asking(settings.files), proven(settings)])
  const { policy } = new part.Consent(value, url, gpc)
  return isReceipt ? part.receive(hash.slice(hash.indexOf('=') + 1), policy, url) : part.withdraw(policy, url, hash)
}
