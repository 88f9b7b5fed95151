// What a submit costs a protected form of the page: the time in which `new FormData(form)` becomes an envelope.
import { agree } from '../www/page/agree.ts'
import { fromBase64url, message } from './bytes.js'

/** Two seals in one task: the first finds what was prepared, the second nothing, so that it encapsulates itself. */
export async function protectedForm(suite) {
  const form = document.querySelector(`form[data-waxseal="${suite}"]`)
  let number = 0
  const read = () => {
    form.querySelector('textarea').value = message((number += 1))
    const begin = performance.now()
    const data = new FormData(form)
    const took = performance.now() - begin
    if ([...data.keys()].join() !== 'waxseal') throw new Error(`the form ${suite} was not sealed`)
    return took
  }
  // While the answers stay as they are this seals nothing new, and resolves once the next seal is prepared.
  const prepared = () => window.waxseal.seal(form)
  await prepared()
  return async () => {
    read()
    await prepared()
    const took = { [`${suite} prepared`]: read(), [`${suite} cold`]: read() }
    await prepared()
    return took
  }
}

/** The key agreement on P-256, which is the browser's own and always made ahead: no seal above has it in its time. */
export function agreement({ x, y }) {
  const point = Uint8Array.of(4, ...fromBase64url(x), ...fromBase64url(y))
  const make = async () => {
    const made = await agree(point)
    if (made.length !== 97) throw new Error('the browser made no key agreement')
  }
  return async () => {
    await make()
    const begin = performance.now()
    await make()
    return { 'compat agreement': performance.now() - begin }
  }
}

/** The first submit of a page, as a person's is: nothing is warm but what was prepared while the browser was idle. */
export async function firstSubmit() {
  const form = document.querySelector('form[data-waxseal="pq"]')
  form.querySelector('textarea').value = message(0)
  // What the loader asked to be done in idle time stands before this, and ends before the timer.
  await new Promise((idle) => requestIdleCallback(idle))
  await new Promise((later) => setTimeout(later, 50))
  const begin = performance.now()
  const data = new FormData(form)
  const took = performance.now() - begin
  if ([...data.keys()].join() !== 'waxseal') throw new Error('the first submit was not sealed')
  return took
}
