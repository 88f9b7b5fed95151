/** An older policy than the page names, or than this browser has taken before, is not taken again: a signature alone does not say which is newest. */
import type { Policy } from './policy'

/** What the page says of it. */
export interface Floor {
  /** The key that signs the policy; two, parted by a space, while one follows the other. */
  readonly root?: string | undefined
  /** The lowest revision. */
  readonly min?: number | string | undefined
}

const NAME = 'waxseal-revision'

/** Throws `policy-rolled-back`. Keeps the highest revision for the next visit, where the browser keeps anything. */
export function hold({ revision }: Policy, url: string, { root, min }: Floor): void {
  if (min !== undefined && !(/^\d{1,10}$/.test(String(min)) && revision >= Number(min))) throw rolledBack(revision, `data-policy-min is ${min}`)
  const { origin, pathname } = new URL(url)
  for (const key of root?.match(/\S+/g) ?? []) {
    const name = `${NAME} ${key} ${origin}${pathname}`
    const before = read(name)
    if (revision < before) throw rolledBack(revision, `this browser has taken ${before} before`)
    if (revision > before) write(name, revision)
  }
}

function read(name: string): number {
  try {
    return Number(localStorage.getItem(name)) || 0
  } catch {
    return 0
  }
}

function write(name: string, revision: number): void {
  try {
    localStorage.setItem(name, String(revision))
  } catch {
    // Nothing is kept here: what the page names still counts.
  }
}

function rolledBack(revision: number, why: string): Error {
  const mend = 'Publish the newest policy; a change back is a new revision, too.'
  return Object.assign(new Error(`the policy has revision ${revision}, and ${why}. ${mend}`), { code: 'policy-rolled-back' })
}
