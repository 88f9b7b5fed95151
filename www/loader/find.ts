import { isElement, isForm, own } from './dom'
import { WaxsealError } from './errors'

const FORM = 'data-waxseal'
/** On a radio button that was taken out of its form: the form's number, which the form has in `NUMBER`. */
export const OWNER = 'data-waxseal-owner'
export const NUMBER = 'data-waxseal-id'

interface Rule {
  readonly selector: string
  /** The policy form. */
  readonly id?: string
  /** Why the form cannot be sent instead. */
  readonly shut?: WaxsealError
}

let rules: Rule[] = []
/** Why no form of the page can be sent. */
let shut: WaxsealError | undefined

/** Once found a form stays protected, whatever becomes of its attributes. */
const found = new WeakMap<HTMLFormElement, string>()

/** Reads `data-forms`: `form.signup:signup, #news:newsletter`. With `shut`, these forms are closed for that reason. */
export function readRules(list: string, shut?: WaxsealError): void {
  // The id comes last in each entry, so a selector may hold colons and commas of its own.
  const entry = /\s*(.+?)\s*:\s*([a-z0-9_-]{1,64})\s*(?:,|$)/gs
  const read: Rule[] = []
  let sound = !list.replace(entry, '').trim()
  for (const [, selector = '', id = ''] of list.matchAll(entry)) {
    try {
      own(own(document, 'createElement')('form'), 'matches')(selector)
      read.push(shut ? { selector, shut } : { selector, id })
    } catch {
      sound = false
    }
  }
  // Which forms it should have named nobody knows.
  if (!sound) throw new WaxsealError('forms-malformed', list)
  rules = [...rules, ...read]
}

/** Closes every form of the page. */
export function shutAll(error: WaxsealError): void {
  shut ??= error
}

/** Why this form, or any, cannot be sent, whatever the policy says. */
export function shutFor(form?: HTMLFormElement): WaxsealError | undefined {
  return shut ?? (form && own(form, 'getAttribute')(FORM) === null ? ruleFor(form)?.shut : undefined)
}

/** Names the policy form of a form that a script hands over. */
export function nameForm(form: HTMLFormElement, id: string): void {
  own(form, 'setAttribute')(FORM, id)
}

/** The policy form that protects this form, if one does. */
export function policyForm(form: HTMLFormElement): string | undefined {
  const rule = (): string | undefined => {
    const { id, shut } = ruleFor(form) ?? {}
    return shut ? '' : id
  }
  const id = own(form, 'getAttribute')(FORM) ?? rule() ?? found.get(form) ?? (shut && '')
  if (id !== undefined) found.set(form, id)
  return id
}

function ruleFor(form: HTMLFormElement): Rule | undefined {
  const matches = own(form, 'matches')
  return rules.find(({ selector }) => matches(selector))
}

/** Whether the form is, or was ever, protected. One that cannot be asked is: it must not leak. */
export function isProtected(form: HTMLFormElement): boolean {
  if (found.has(form)) return true
  try {
    return policyForm(form) !== undefined
  } catch {
    return true
  }
}

/** The protected forms in a tree. */
export function protectedForms(root: Node): HTMLFormElement[] {
  return allForms(root).filter(isProtected)
}

/** All forms in a tree. */
export function allForms(root: Node): HTMLFormElement[] {
  return 'querySelectorAll' in root ? Array.from(own(root as ParentNode & Node, 'querySelectorAll')('form')) : []
}

/** The form that an element belongs to: by its owner, by the number of a radio button, or because it lies in it. */
export function formAround(target: unknown): HTMLFormElement | null {
  if (!isElement(target)) return null
  if (isForm(target)) return target
  const number = own(target, 'getAttribute')(OWNER)
  const root = own(target, 'getRootNode')() as ParentNode & Node
  if (number && 'querySelector' in root) return own(root, 'querySelector')<HTMLFormElement>(`form[${NUMBER}="${CSS.escape(number)}"]`)
  const owner: unknown = Reflect.get(target, 'form')
  return isForm(owner) ? owner : own(target, 'closest')('form')
}
