import { own } from './dom'
import { report } from './errors'
import { start } from './files'
import { say } from './notice'
import { proven, type Settings } from './page'

const PLACE = '[data-waxseal-withdraw]'
const SORRY = 'Taking back consent does not work here right now. Nothing has changed. Please try again later, or write to us.'

/** Takes what a person comes with, a link that takes consent back or a receipt, to where nobody else can keep it, and shows it. */
export function receive(settings: Settings): void {
  look(settings, !!own(document, 'querySelector')(PLACE))
  addEventListener('hashchange', () => look(settings, false))
}

function look(settings: Settings, always: boolean): void {
  const { hash, href } = location
  let kept: string | null | undefined
  try {
    // Left by the page before, in this tab.
    kept = sessionStorage.getItem('waxseal-receipt')
    if (kept) sessionStorage.removeItem('waxseal-receipt')
  } catch {
    // A page without storage: nothing was left.
  }
  const ours = /^#waxseal(-receipt)?=/.test(hash)
  if (ours) {
    // The address without it, so that it is in no history, bookmark or referrer.
    const clean = href.replace(/#.*/s, '#')
    try {
      history.replaceState(history.state, '', clean.slice(0, -1))
    } catch {
      location.replace(clean)
    }
  }
  if (ours || kept || always) void show(settings, ours ? hash : '', kept)
}

async function show(settings: Settings, hash: string, kept: string | null | undefined): Promise<void> {
  try {
    const { files } = settings
    const { arrive } = await (await start(files)).asking(files)
    await arrive(proven(settings), settings, hash, kept)
  } catch (error) {
    report(error)
    // The part that knows more of the person's language is missing.
    if (!kept) say(own(document, 'querySelector')<HTMLElement>(PLACE) ?? own(document, 'body'), SORRY)
  }
}
