/** `<waxseal-consent>`: the element that the block stands in. Its shadow root is closed: the page's scripts have no way in. */
import { make } from '../elements'
import { STYLE } from './style'

const TAG = 'waxseal-consent'
const roots = new WeakMap<HTMLElement, ShadowRoot>()
const resets = new WeakMap<HTMLElement, () => void>()
let sheet: CSSStyleSheet | undefined

class Host extends HTMLElement {
  /** So that the form tells it of resets and of what the browser would restore. */
  static readonly formAssociated = true

  constructor() {
    super()
    // No `delegatesFocus`: a script that focuses the host would turn the next space that somebody types into a tick.
    const root = this.attachShadow({ mode: 'closed' })
    roots.set(this, root)
    this.attachInternals?.()
    if (!root.adoptedStyleSheets) return
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(STYLE)
    }
    root.adoptedStyleSheets = [sheet]
  }

  formResetCallback(): void {
    resets.get(this)?.()
  }

  formStateRestoreCallback(): void {
    resets.get(this)?.()
  }
}

/** A new element and its root; `reset` is called when its form is reset. */
export function host(reset: () => void): { element: HTMLElement; root: ShadowRoot } {
  if (!customElements.get(TAG)) customElements.define(TAG, Host)
  const element = make(TAG as 'div')
  const root = roots.get(element)
  // Somebody else has the name.
  if (!root) throw new Error(`<${TAG}> is defined by another script`)
  resets.set(element, reset)
  return { element, root }
}
