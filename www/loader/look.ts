/** Tells the developer, when the page has loaded, what of it Waxseal does not hear. */
import { own, whenIdle } from './dom'
import { warn } from './errors'
import { allForms } from './find'
import { watchedForms } from './guard'
import { defaultButton } from './press'

export function look(): void {
  const begin = (): void => whenIdle(now)
  if (own(document, 'readyState') === 'complete') begin()
  else addEventListener('load', begin, { once: true })
}

function now(): void {
  const find = own(document, 'querySelectorAll')
  const others = find('[data-waxseal]:not(form)')
  if (others.length) warn('form-missing')
  const forms = watchedForms()
  const all = allForms(document)
  if (!forms.length && all.length) warn('form-none', ...all.map(describe))
  const silent = forms.filter((form) => !defaultButton(form))
  if (silent.length) warn('button-missing', ...silent.map(describe))
}

/** A form as a selector would name it: what was typed is in none of these. */
function describe(form: HTMLFormElement): string {
  const get = own(form, 'getAttribute')
  return `form${['id', 'class', 'name', 'action'].map((name) => (get(name) ? `[${name}="${get(name)}"]` : '')).join('')}`
}
