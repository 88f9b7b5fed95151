import type { CheckResult, Options, Waxseal } from '../types'
import type { Files } from './files'
import { attempt, isForm, own } from './dom'
import { WaxsealError, mendsAt, report, warn } from './errors'
import { nameForm, policyForm, readRules, shutAll } from './find'
import { guard, guardAll, watch, watchSubmit, watchedForms } from './guard'
import { isLoopback } from './loopback'
import { look } from './look'
import { configure, pageOf } from './page'
import { receive } from './receipt'
import { script } from './load'

export const version = WAXSEAL_VERSION

/** Where the first start leaves word for a second one. */
const FIRST = Symbol.for('waxseal')

let isReady: () => void
export const ready = new Promise<void>((resolve) => {
  isReady = resolve
})

/** What a page is started with, and where the parts lie. */
export interface Start {
  readonly options: Options
  readonly files: Files
}

/** Protects the page, first of all: what follows may fail, and forms stay guarded. Module and policy come later. */
export function startWith(find: () => Start): void {
  const first: unknown = Reflect.get(window, FIRST)
  if (typeof first === 'function') return void first(also(find))
  attempt(() => watch(document))
  attempt(watchSubmit)
  attempt(() => Reflect.defineProperty(window, FIRST, { value: closeOthers }))
  attempt(() => {
    const { options, files } = find()
    const settings = { ...options, files }
    mendsAt(files.mends)
    configure(settings, watchedForms, () => {
      guardAll()
      isReady()
    })
    readRules(options.forms ?? '')
    attempt(guardAll)
    attempt(() => receive(settings), report)
    if (options.watch || isLoopback()) void hear(files)
  }, shut)
  attempt(look)
}

/** Tells the developer what leaves the page in clear. */
async function hear({ watch }: Files): Promise<void> {
  try {
    ;(await script<typeof import('./watch')>(watch, WATCH_INTEGRITY)).watch(watchedForms, policyForm)
  } catch {
    warn('watch-unavailable')
  }
}

/** Which forms are to be protected nobody can tell: all are. */
function shut(cause: unknown): void {
  const error = cause instanceof WaxsealError ? cause : new WaxsealError('page-failed', cause)
  shutAll(error)
  report(error)
  attempt(guardAll)
}

/** The forms that a second start names must not leak, though nothing sends them. */
function closeOthers(forms: string): void {
  warn('loaded-twice')
  attempt(() => {
    readRules(forms, new WaxsealError('loaded-twice'))
    guardAll()
  }, shut)
}

function also(find: () => Start): string {
  let forms = ''
  attempt(() => {
    forms = find().options.forms ?? ''
  })
  return forms
}

export function protect(formOrRoot: Node, policyFormId?: string): void {
  if (!isForm(formOrRoot)) return watch(formOrRoot)
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
