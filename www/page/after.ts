/** What the person sees once the submission is with the receiver. */
import { make } from '../elements'
import { own } from '../loader/dom'
import type { Protected } from './form'
import { after } from './messages'
import { follow } from './send'

/**
 * Shows the policy's text in place of the form, or goes to its page. What was typed is cleared either way: it has no further use here.
 * The person gets their receipt for `record`.
 */
export function finish(form: Protected, record: string): void {
  const { consent, element, lang, sealing, site } = form
  own(element, 'reset')()
  form.startOver()
  // A language and a text, or nothing and a URL.
  const [spoken = '', text = ''] = sealing.after(lang).split('\0')
  if (spoken) {
    consent.receipt(record, show(element, spoken, text))
  } else {
    consent.leave(record)
    follow(text, site.base)
  }
}

/** Shows the text; gives the element after it, for the receipt. */
function show(form: HTMLFormElement, lang: string, text: string): HTMLElement {
  const status = make('div', { class: 'waxseal-after', role: 'status', tabindex: '-1', lang, dir: 'auto' })
  after(form, status)
  own(form, 'setAttribute')('data-waxseal-sent', '')
  own(form, 'setAttribute')('hidden', '')
  // After it is in the page, so that a live region announces it.
  status.textContent = text
  status.focus()
  return receiptAfter(status)
}

/** The element that a receipt is drawn in, put after `anchor`. */
export function receiptAfter(anchor: Element): HTMLElement {
  const host = make('div', { class: 'waxseal-receipt' })
  after(anchor, host)
  return host
}
