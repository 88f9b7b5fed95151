import { own } from './dom'
import { WaxsealError } from './errors'

const FORM = 'data-waxseal'

let rules: { selector: string; id: string }[] = []

/** Once found a form stays protected, whatever becomes of its attributes. */
const found = new WeakMap<HTMLFormElement, string>()

/** Reads `data-forms`: `form.signup:signup, #news:newsletter`. Throws after taking what it could read. */
export function readRules(list: string): void {
  // The id comes last in each entry, so a selector may hold colons and commas of its own.
  const entry = /\s*(.+?)\s*:\s*([a-z0-9_-]{1,64})\s*(?:,|$)/gs
  let sound = !list.replace(entry, '').trim()
  for (const [, selector = '', id = ''] of list.matchAll(entry)) {
    try {
      own(own(document, 'createElement')('form'), 'matches')(selector)
      rules.push({ selector, id })
    } catch {
      sound = false
    }
  }
  if (!sound) throw new WaxsealError('forms-malformed', list)
}

/** Names the policy form of a form that a script hands over. */
export function nameForm(form: HTMLFormElement, id: string): void {
  own(form, 'setAttribute')(FORM, id)
}

/** The policy form that protects this form, if one does. */
export function policyForm(form: HTMLFormElement): string | undefined {
  const id =
    own(form, 'getAttribute')(FORM) ??
    rules.find(({ selector }) => own(form, 'matches')(selector))?.id ??
    found.get(form)
  if (id !== undefined) found.set(form, id)
  return id
}

/** The protected forms in a tree. */
export function protectedForms(root: Node): HTMLFormElement[] {
  const forms = 'querySelectorAll' in root ? Array.from(own(root as ParentNode & Node, 'querySelectorAll')('form')) : []
  return forms.filter((form) => policyForm(form) !== undefined)
}

/** The form that an element lies in or, by its `form` attribute, belongs to. */
export function formAround(target: EventTarget | null): HTMLFormElement | null {
  if (!(target instanceof Element)) return null
  const owner: unknown = target instanceof HTMLFormElement ? target : 'form' in target && target.form
  return owner instanceof HTMLFormElement ? owner : target.closest('form')
}
