// What a person sees and does in the consent block and in the receipt, whose shadow roots are closed: spy.js sees into them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/lib/project.mjs'

/** The sentences that Waxseal ships, by language: those on the form, and those of the receipt. */
export const words = (lang) => JSON.parse(readFileSync(join(root, `crates/core/consent/${lang}.json`), 'utf8'))
export const receiptWords = (lang) => JSON.parse(readFileSync(join(root, `crates/core/receipt/${lang}.json`), 'utf8'))

/** A sentence with its placeholders filled in. */
export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])

/** Finds the shadow root: of the block, or of the other element that has one, which is the receipt or what takes it back. */
const ROOT = `const host = arguments[0] === 'consent'
  ? document.querySelector('waxseal-consent')
  : [...document.querySelectorAll('*')].find((element) => element.localName !== 'waxseal-consent' && window.shadowOf(element))
const root = host && window.shadowOf(host);`

/** The block (`consent`) or the receipt (`receipt`) of the page that is open. */
export function block(world, part = 'consent') {
  // Tests are written down before the world is there.
  const run = (...args) => world.run(...args)
  const eventually = (...args) => world.eventually(...args)
  const inside = (script, ...args) => run(`${ROOT} return root ? (${script})(root, ...[...arguments].slice(1)) : undefined`, part, ...args)
  const all = async (selector) => (await inside('(root, selector) => [...root.querySelectorAll(selector)]', selector)) ?? []
  const one = (selector) => eventually(`${part} ${selector}`, async () => (await all(selector))[0])
  const texts = async (selector) =>
    (await inside('(root, selector) => [...root.querySelectorAll(selector)].map((found) => found.innerText.trim())', selector)) ?? []
  /** What can be seen of it, as text. */
  const seen = () => inside(`(root) => [...root.children].map((child) => child.innerText).join('\\n')`)
  /** The box whose label begins with `sentence`. */
  const box = (sentence) =>
    eventually(`the box “${sentence}”`, () =>
      inside(`(root, sentence) => [...root.querySelectorAll('label')].find((label) => label.innerText.trim().startsWith(sentence))?.control`, sentence),
    )
  /** The text beside it. */
  const label = (sentence) =>
    eventually(`the text “${sentence}”`, () =>
      inside(`(root, sentence) => [...root.querySelectorAll('label span')].find((span) => span.innerText.trim().startsWith(sentence))`, sentence),
    )
  const button = (text) =>
    eventually(`the button “${text}”`, () =>
      inside(`(root, text) => [...root.querySelectorAll('button')].find((button) => button.innerText.trim() === text)`, text),
    )
  /** Presses it where it stays: what came before it may still be fading. */
  const press = async (text) => {
    const found = await button(text)
    await world.stand()
    await found.click()
  }
  const ticked = () =>
    inside(`(root) => [...root.querySelectorAll('input[type=checkbox]')].filter(({ checked }) => checked).map((box) => box.labels[0].innerText.trim())`)
  return { inside, all, one, texts, seen, box, label, button, press, ticked }
}
