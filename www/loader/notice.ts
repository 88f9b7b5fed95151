import { own } from './dom'

const SENTENCE = 'This form cannot be sent safely right now. Nothing has been sent, and what you typed is still here. Please try again later.'

/** Tells the person, by the form or in another place. */
export function say(form: HTMLElement, sentence = SENTENCE): void {
  hush(form)
  const notice = own(document, 'createElement')('p')
  notice.setAttribute('role', 'alert')
  notice.setAttribute('data-waxseal-notice', '')
  own(form, 'append')(notice)
  // Screen readers announce a change inside an alert more reliably than an alert that arrives whole.
  notice.textContent = sentence
}

/** Takes the sentence back before another try. */
export function hush(form: HTMLElement): void {
  own(form, 'querySelectorAll')('[data-waxseal-notice]').forEach((notice) => notice.remove())
}
