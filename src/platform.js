// What the page does in its own language: each of these is one answer for which the module would have to ask many times, and every way
// of asking is bytes that a stranger loads. The rules are in Rust; nothing in here decides what is sent.

const curve = { name: 'ECDH', namedCurve: 'P-256' }

/**
 * Fresh key agreements, one with each of `points` (65 bytes apiece): ephemeral point and shared secret, 97 bytes apiece. Nothing at all
 * if one of them cannot be made: a point off the curve, or no SubtleCrypto in a page that did not come over https.
 *
 * @param {Uint8Array<ArrayBuffer>} points
 * @param {(agreed: Uint8Array) => unknown} then
 */
export async function agree(points, then) {
  const made = []
  for (let at = 0; at < points.length; at += 65) made.push(agreement(points.slice(at, at + 65)))
  const agreed = await Promise.all(made).catch(() => [])
  return then(new Uint8Array(agreed.flat()))
}

/** @param {Uint8Array<ArrayBuffer>} point */
async function agreement(point) {
  const { subtle } = crypto
  const theirs = await subtle.importKey('raw', point, curve, false, [])
  const { publicKey, privateKey } = await subtle.generateKey(curve, false, ['deriveBits'])
  const epk = await subtle.exportKey('raw', publicKey)
  const z = await subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256)
  return [...new Uint8Array(epk), ...new Uint8Array(z)]
}

/**
 * Posts `envelope` and nothing else: no cookie, no referrer. Answers with the status; with a code if it was refused; with nothing if the
 * receiver did not answer or said "later", so that the same bytes may be sent again.
 *
 * @param {string} url
 * @param {string} base
 * @param {string} envelope
 * @param {(answer?: number | string) => unknown} then
 */
export async function post(url, base, envelope, then) {
  then(await answer(url, base, envelope).catch(() => undefined))
}

/** @type {(url: string, base: string, envelope: string) => Promise<number | string | undefined>} */
async function answer(url, base, body) {
  const response = await fetch(new URL(url, base), {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/waxseal+json' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
    // Engines without it wait as long as they like.
    signal: AbortSignal.timeout?.(30_000),
  })
  const { ok, status } = response
  if (ok) return status
  // "Timed out", "too many", or its own failure.
  if (status === 408 || status === 429 || status >= 500) return undefined
  // A problem document (RFC 9457).
  const problem = await response.json().catch(() => undefined)
  return typeof problem?.code === 'string' ? problem.code : 'refused'
}

/**
 * Goes to another page.
 *
 * @param {string} url
 * @param {string} base
 */
export function follow(url, base) {
  try {
    const target = new URL(url, base)
    if (/^https?:$/.test(target.protocol)) location.assign(target)
  } catch {
    // No URL: the person stays where they are.
  }
}

/** Where `pageshow` is heard. */
export function view() {
  return window
}

/**
 * The language around `form`.
 *
 * @param {HTMLFormElement} form
 */
export function language(form) {
  return (own(form, 'closest')('[lang]') ?? document.documentElement).getAttribute('lang') || undefined
}

/**
 * A member of the form as the DOM defines it: a control with the id `elements` hides the form's own.
 *
 * @template {keyof HTMLFormElement} K
 * @param {HTMLFormElement} form
 * @param {K} name
 * @returns {HTMLFormElement[K]}
 */
function own(form, name) {
  const member = Reflect.get(HTMLFormElement.prototype, name, form)
  return typeof member === 'function' ? member.bind(form) : member
}

/**
 * All controls that the form owns, in tree order, then the radio buttons that the loader took out of it.
 *
 * @param {HTMLFormElement} form
 * @returns {Element[]}
 */
export function controls(form) {
  const number = own(form, 'getAttribute')('data-waxseal-id')
  const radios = all(/** @type {Document} */ (own(form, 'getRootNode')()), '[data-waxseal-owner]')
  const mine = [...own(form, 'elements')].filter((control) => !Element.prototype.hasAttribute.call(control, 'data-waxseal-envelope'))
  return [...mine, ...radios.filter((radio) => radio.getAttribute('data-waxseal-owner') === number)]
}

/**
 * Every element in `root` that matches.
 *
 * @param {ParentNode} root
 * @param {string} selector
 */
export function all(root, selector) {
  return [...root.querySelectorAll(selector)]
}

/**
 * The text of the control's label without that of the control in it, whose options or content are no name; else `aria-label`, else
 * the placeholder.
 *
 * @param {HTMLInputElement} control
 */
export function label(control) {
  const parts = [...(control.labels?.[0]?.childNodes ?? [])].filter((part) => !part.contains(control))
  return (
    tidy(parts.map((part) => part.textContent).join('')) ||
    tidy(Element.prototype.getAttribute.call(control, 'aria-label')) ||
    tidy(Element.prototype.getAttribute.call(control, 'placeholder'))
  )
}

/**
 * The legend of the group that the control is in.
 *
 * @param {Element} control
 */
export function legend(control) {
  return tidy(control.closest('fieldset')?.querySelector('legend')?.textContent)
}

/**
 * A number, text or truth value as text.
 *
 * @param {unknown} value
 */
export function text(value) {
  return String(value)
}

/**
 * One line, without the marks that labels end in.
 *
 * @param {string | null | undefined} text
 */
function tidy(text) {
  return (text ?? '').replace(/\s+/g, ' ').replace(/^ |[*: ]+$/g, '')
}

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map()

/**
 * Adopts a style sheet, once. Constructable ones need no CSP keyword; an engine without them shows plain text, which works.
 *
 * @param {Document | ShadowRoot} root
 * @param {string} css
 */
export function adopt(root, css) {
  const adopted = root.adoptedStyleSheets
  if (!adopted) return
  const sheet = sheets.get(css) ?? new CSSStyleSheet()
  if (!sheets.has(css)) sheet.replaceSync(css)
  sheets.set(css, sheet)
  if (!adopted.includes(sheet)) root.adoptedStyleSheets = [...adopted, sheet]
}

/**
 * Dispatches a bubbling, composed event that can be cancelled. Whether nobody did.
 *
 * @param {EventTarget} target
 * @param {string} name
 * @param {object} detail
 */
export function dispatch(target, name, detail) {
  const event = new CustomEvent(name, { bubbles: true, composed: true, cancelable: name === 'waxseal:submit', detail })
  // From the prototype: a control with the id `dispatchEvent` hides the form's own.
  return EventTarget.prototype.dispatchEvent.call(target, event)
}

/**
 * An `Error` with a code.
 *
 * @param {string} code
 * @param {string} sentence
 */
export function failure(code, sentence) {
  return Object.assign(new Error(sentence), { code })
}

/**
 * Takes every entry out.
 *
 * @param {FormData} data
 */
export function empty(data) {
  for (const name of [...data.keys()]) data.delete(name)
}

/**
 * A member of an object, `null` as `undefined`.
 *
 * @param {any} value
 * @param {string} name
 */
export function member(value, name) {
  return value[name] ?? undefined
}

/**
 * Names and values of a member's own members in turn.
 *
 * @param {any} value
 * @param {string} name
 */
export function members(value, name) {
  return Object.entries(value[name] ?? {}).flat()
}

/**
 * The items of a list; nothing for what is none.
 *
 * @param {any} value
 * @param {string} name
 * @returns {unknown[] | undefined}
 */
export function items(value, name) {
  return value[name] ?? undefined
}
