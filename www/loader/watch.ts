/**
 * `waxseal-watch.js`: tells the developer of requests that carry what stands in a protected form, by field, origin and script, never the
 * value. It reads along and changes nothing. Loaded on the developer's own machine, and with `data-waxseal-watch`.
 */
import { attempt, isForm, own } from './dom'
import { isLoopback } from './loopback'
import mends from './mends.json'

/** Shorter ones are found in too much. */
const SHORTEST = 4

interface Typed {
  readonly form: string
  readonly field: string
  readonly value: string
}

type Body = BodyInit | Document | null | undefined

const told = new Set<string>()
let typed: () => Typed[]

/** Starts to listen; `forms` are the protected forms of the page at the time of a request, `idOf` says which of the policy. */
export function watch(forms: () => readonly HTMLFormElement[], idOf: (form: HTMLFormElement) => string | undefined): void {
  typed = () => forms().flatMap((form) => read(form, idOf(form) ?? ''))

  wrap(window, 'fetch', (_, input: RequestInfo | URL, init?: RequestInit) => {
    const request = input instanceof Request ? input.clone() : undefined
    look('fetch', request?.url ?? String(input), init?.body ?? request?.text())
  })
  const urls = new WeakMap<XMLHttpRequest, string>()
  wrap(XMLHttpRequest.prototype, 'open', (request, _: string, url: string | URL) => urls.set(request, String(url)))
  wrap(XMLHttpRequest.prototype, 'send', (request, body?: Body) => look('XMLHttpRequest', urls.get(request) ?? '', body))
  wrap(Navigator.prototype, 'sendBeacon', (_, url: string | URL, body?: Body) => look('sendBeacon', String(url), body))

  if (isLoopback()) addEventListener('waxseal:error', tell)

  // A form of the page that is not protected may hold a copy. Those that are have been emptied by now.
  addEventListener('formdata', ({ target, formData }) => look('a form', own(target as HTMLFormElement, 'getAttribute')('action') ?? '', formData))
  attempt(() => {
    const observer = new PerformanceObserver((list) => {
      for (const { name, initiatorType } of list.getEntries() as PerformanceResourceTiming[]) {
        if (!/^(fetch|xmlhttprequest|beacon)$/.test(initiatorType)) look(`an address (${initiatorType})`, name)
      }
    })
    observer.observe({ type: 'resource' })
  })
}

/** Puts code and mend by the form: on their own machine developers look at the page first. */
function tell({ target, detail: { code } }: CustomEvent<{ code: string }>): void {
  const mend = (mends as Record<string, string>)[code]
  if (!mend || !isForm(target)) return
  const line = `waxseal: ${code}: ${mend}`
  const root = own(target, 'getRootNode')() as Document
  if ([...root.querySelectorAll('.waxseal-mend')].some(({ textContent }) => textContent === line)) return
  own(target, 'before')(Object.assign(own(document, 'createElement')('pre'), { className: 'waxseal-mend', translate: false, textContent: line }))
}

/** Hears each call of a method, and lets it through. */
function wrap<T extends object, K extends keyof T>(owner: T, name: K, hear: (self: T, ...given: never[]) => unknown): void {
  const method = owner[name] as (this: T, ...given: unknown[]) => unknown
  Reflect.set(owner, name, function (this: T, ...given: unknown[]) {
    attempt(() => hear(this, ...(given as never[])))
    return method.apply(this, given)
  })
}

/** What a person typed or chose in a form; what the page put in without them, such as a token, is its own. */
function read(form: HTMLFormElement, id: string): Typed[] {
  const controls = [...own(form, 'elements')] as HTMLInputElement[]
  return controls.flatMap((control) => {
    const value = String(Reflect.get(control, 'value') ?? '').trim()
    const get = own(control, 'getAttribute')
    const field = get('data-waxseal-field') || get('id') || get('autocomplete') || control.localName
    const silent = /^(hidden|submit|button|reset|image|checkbox|radio|file)$/.test(String(Reflect.get(control, 'type')))
    return silent || value.length < SHORTEST ? [] : [{ form: id, field, value }]
  })
}

/** Looks for each value in what goes out, as it is and in the coats that scripts put on. */
function look(way: string, url: string, body?: Body | Promise<string>): void {
  const values = typed()
  if (!values.length) return
  const script = caller()
  const { origin, href } = new URL(url, own(document, 'baseURI'))
  void text(body).then(async (text) => {
    const sent = `${href}\n${text}`.toLowerCase()
    for (const { form, field, value } of values) {
      if (!(await coats(value)).some((coat) => sent.includes(coat.toLowerCase()))) continue
      const where = `field \`${field}\` of form \`${form}\` went to ${origin} by ${way}${script && `, from ${script}`}`
      if (told.has(where)) continue
      told.add(where)
      console.error(
        `waxseal: value-sent: ${where}. It went out in clear, beside the sealed form: take that script off the page, or let it listen to waxseal:sent.`,
      )
    }
  })
}

async function coats(value: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(value)
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')
  // As pixels do with addresses.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value.toLowerCase()))
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [value, encodeURIComponent(value), new URLSearchParams({ '': value }).toString().slice(1), JSON.stringify(value).slice(1, -1), base64, hex]
}

async function text(body: Body | Promise<string>): Promise<string> {
  const given = await body
  if (given instanceof FormData) return [...given.values()].join('\n')
  if (given instanceof Blob) return given.text()
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return new TextDecoder().decode(given)
  // A stream can be read once, and that is its receiver's.
  return typeof given === 'string' || given instanceof URLSearchParams ? String(given) : ''
}

/** The script that asked, without what its address carries. */
function caller(): string {
  const places = [...(new Error().stack ?? '').matchAll(/(https?:\/\/[^\s()?#]+?)(?:[?#][^\s():]*)?:(\d+):\d+/g)]
  const other = places.find(([, file]) => !file?.endsWith('/waxseal-watch.js'))
  return other ? `${other[1]}:${other[2]}` : ''
}
