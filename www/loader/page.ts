import type { Options } from '../types'
import type { Consent } from '../consent/main'
import type { Page } from '../page/main'
import { languageOf, own, whenIdle } from './dom'
import { WaxsealError, coded, report } from './errors'
import { start, type Files } from './files'
import { policyForm, shutFor } from './find'
import type { Published } from './policy'
import { untie, type Names } from './strip'

/** What the page was started with. */
export interface Settings extends Options {
  readonly files: Files
}

/** A form that was handed to the module, and why the module would not have it. */
interface Handed {
  readonly id: string
  readonly refusal?: unknown
  /** Mode `post`: the fields that stay in clear. */
  readonly clear?: readonly string[] | undefined
}

const PATIENCE = 30_000

let settings: Settings | undefined
let whenOpen = (): void => {}
let forms = (): HTMLFormElement[] => []
let tried = false
let opening: Promise<void> | undefined
let page: Page | undefined
let consent: Consent | undefined
let publishing: Promise<Published> | undefined
let expires = 0
/** The forms that the module asks for. */
export const handed = new Map<HTMLFormElement, Handed>()
/** Forms that left the page in this task, by their policy form. */
const gone = new Map<string, HTMLFormElement>()

/** Says what to open, for which forms, and what to do each time it is open. */
export function configure(given: Settings, all: () => HTMLFormElement[], then: () => void): void {
  settings = given
  forms = all
  whenOpen = then
}

/** Fetches modules and policy, once. A failed try may be repeated. */
export function open(): Promise<void> {
  tried = true
  return (opening ??= begin().catch((error: unknown) => {
    opening = publishing = undefined
    throw coded(error, 'page-failed')
  }))
}

/** Whether a try has been made. */
export function wasTried(): boolean {
  return tried
}

async function begin(): Promise<void> {
  if (!settings) throw shutFor() ?? new WaxsealError('policy-unnamed')
  const options = settings
  const { files } = options
  const late = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE, new WaxsealError('timed-out')))
  const [{ value, bytes, url, gpc, expires: end }, { Page, fields, Consent }] = await Promise.race([
    start(files).then(({ current, modules }) => Promise.all([proven(options).then(current), modules(files)])),
    late,
  ])
  consent = new Consent(value, url, gpc, settings)
  page = new Page(consent.policy, bytes, url, fields, consent)
  expires = end
  // What fails here is told of the form that it fails for.
  await Promise.all(forms().map((form) => bring(form).catch(() => {})))
  whenOpen()
}

/** The policy, fetched once. */
export function proven(settings: Settings): Promise<Published> {
  return (publishing ??= start(settings.files)
    .then(({ policy }) => policy(settings))
    .catch((error: unknown) => {
      publishing = undefined
      throw error
    }))
}

/** The module, if it has come, with the form attached to it. Throws if it would not have the form. */
export function pageFor(form: HTMLFormElement): Page | undefined {
  // A policy that ends while the page is open is fetched again before anything more is sealed.
  if (page && expires * 1000 <= Date.now()) close()
  const shut = shutFor(form)
  if (shut) throw shut
  const id = policyForm(form)
  if (!page || id === undefined) return undefined
  if (!consent?.speaks(id, languageOf(form))) {
    void bring(form).then(whenOpen, (error: unknown) => report(error, [form]))
    return undefined
  }
  if (handed.get(form)?.id !== id) hand(page, form, id)
  const refusal = handed.get(form)?.refusal
  if (refusal) throw refusal
  // Nothing is sealed that nobody could check: the rules of its fields may still be on their way.
  return page.pending(form) ? undefined : page
}

/** The same, once module and policy are there. */
export async function pageOf(form: HTMLFormElement): Promise<Page> {
  if (!shutFor(form)) await open()
  await bring(form)
  if (!pageFor(form)) await bring(form)
  const page = pageFor(form)
  if (!page) throw new WaxsealError('form-unnamed')
  return page
}

/** The sentences in which a form asks, and the rules of its fields once it is attached. Without them nothing is sent. */
async function bring(form: HTMLFormElement): Promise<void> {
  try {
    await consent?.bring(policyForm(form) ?? '', languageOf(form))
    await page?.pending(form)
  } catch (cause) {
    throw new WaxsealError('module-unavailable', cause)
  }
}

function hand(page: Page, form: HTMLFormElement, id: string): void {
  release(form)
  try {
    page.attach(form, id)
    const clear = page.clear(form)
    handed.set(form, { id, clear })
    if (clear) untie(form, clear)
    prepareSoon(form)
    const before = gone.get(id)
    if (before && settings) void start(settings.files).then(({ carry }) => carry(before, form))
  } catch (refusal) {
    handed.set(form, { id, refusal })
    report(refusal, [form])
  }
}

/** Whether the form is known to be of mode `post`: the browser, or the page, sends it. */
export function isPost(form: HTMLFormElement): boolean {
  return !!handed.get(form)?.clear
}

/** How the names of a form's controls are kept. Until the mode is known, as in mode `send`. */
export function namesOf(form: HTMLFormElement): Names {
  const clear = handed.get(form)?.clear
  return { answer: !clear, clear: clear ?? [] }
}

/** Key encapsulation is most of the work of sealing: it is done before it is needed. */
export function prepareSoon(form: HTMLFormElement): void {
  whenIdle(() => {
    if (handed.has(form)) void page?.prepare(form)
  })
}

/** Lets go of forms that have left the page. One that comes back is attached again. */
export function releaseRemoved(): void {
  for (const [form, { id }] of handed) {
    if (own(form, 'isConnected')) continue
    release(form)
    gone.set(id, form)
    setTimeout(() => gone.delete(id))
  }
}

function release(form: HTMLFormElement): void {
  if (handed.delete(form)) page?.detach(form)
}

function close(): void {
  for (const form of handed.keys()) release(form)
  page = consent = opening = publishing = undefined
}
