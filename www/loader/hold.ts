/** Forms that were sent before they could be sealed. */
import { attempt, own } from './dom'
import { report } from './errors'
import { hush, say } from './notice'
import { handed, pageFor, pageOf } from './page'

/** How each goes on. */
const held = new Map<HTMLFormElement, () => void>()

/** Whether module, policy and the rules of all its fields are there, and have the form. */
export function sealable(form: HTMLFormElement): boolean {
  try {
    return Boolean(pageFor(form))
  } catch {
    return false
  }
}

/** Goes on as soon as the form can be sealed. If it cannot be, nothing is sent and the person is told. */
export async function whenSealable(form: HTMLFormElement, go: () => void): Promise<void> {
  const failed = (error: unknown): void => refuse(form, error)
  if (sealable(form)) return attempt(go, failed)
  const wasDrawn = handed.has(form)
  const isWaiting = held.has(form)
  held.set(form, go)
  if (isWaiting) return
  try {
    hush(form)
    own(form, 'setAttribute')('aria-busy', 'true')
    const page = await pageOf(form)
    // What the person is asked was not there when they pressed.
    if (!wasDrawn) page.early(form)
    attempt(() => held.get(form)?.(), failed)
  } catch (error) {
    failed(error)
  } finally {
    held.delete(form)
    own(form, 'removeAttribute')('aria-busy')
  }
}

/** Nothing is sent: tells the developer and the person. */
export function refuse(form: HTMLFormElement, error: unknown): void {
  report(error, [form])
  say(form)
}
