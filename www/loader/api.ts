import type { CheckResult, Options, Waxseal } from '../types'
import type { Files } from './core'
import { WaxsealError, report } from './errors'
import { own } from './dom'
import { nameForm, policyForm, readRules } from './find'
import { allForms, guard, guardAll, watch } from './guard'
import { configure, pageOf } from './page'
import { receive } from './receipt'

export const version = WAXSEAL_VERSION

let isReady: () => void
export const ready = new Promise<void>((resolve) => {
  isReady = resolve
})

/** Protects the page, first of all: module and policy come later. */
export function startWith(options: Options, files: Files): void {
  const settings = { ...options, files }
  receive(settings)
  configure(settings, allForms, () => {
    guardAll()
    isReady()
  })
  try {
    readRules(options.forms ?? '')
  } catch (error) {
    report(error)
  }
  watch(document)
}

export function protect(formOrRoot: Node, policyFormId?: string): void {
  if (!(formOrRoot instanceof HTMLFormElement)) return watch(formOrRoot)
  if (policyFormId !== undefined) nameForm(formOrRoot, policyFormId)
  if (policyForm(formOrRoot) === undefined) throw new WaxsealError('form-unnamed')
  guard(formOrRoot)
  const root = own(formOrRoot, 'getRootNode')()
  if (root instanceof ShadowRoot) watch(root)
}

export async function check(form: HTMLFormElement): Promise<CheckResult> {
  return (await pageOf(form)).check(form)
}

export async function seal(form: HTMLFormElement): Promise<string> {
  return (await pageOf(form)).seal(form)
}

export const api: Waxseal = Object.freeze({ ready, protect, check, seal, version })
