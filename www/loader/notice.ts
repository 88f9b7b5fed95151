import { own } from './dom'

const SENTENCE =
  'This form cannot be sent safely right now. Nothing has been sent, and what you typed is still here. Please try again later.'

/** Tells the person, by the form. */
export function say(form: HTMLFormElement): void {
  hush(form)
  const notice = own(document, 'createElement')('p')
  notice.setAttribute('role', 'alert')
  notice.setAttribute('data-waxseal-notice', '')
  own(form, 'append')(notice)
  // Screen readers announce a change inside an alert more reliably than an alert that arrives whole.
  notice.textContent = SENTENCE
}

/** Takes the sentence back before another try. */
export function hush(form: HTMLFormElement): void {
  own(form, 'querySelectorAll')('[data-waxseal-notice]').forEach((notice) => notice.remove())
}
