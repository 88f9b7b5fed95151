// What is Waxseal's to send, and what is the page's: docs/page.md, "Who gets a press".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './lib/dom'
import { clicked, closesDialog, keyed, soleButtons, type Press } from '../../www/loader/press'

const form = (inside: string, attributes = ''): HTMLFormElement => page(`<form data-waxseal="signup" ${attributes}>${inside}</form>`)

/** What comes of a person's click on `#it`, as the listener on `window` gets it. */
function click(): Press | undefined {
  let press: Press | undefined
  const hear = (event: Event): void => {
    press = clicked(event)
    event.preventDefault()
  }
  window.addEventListener('click', hear, { capture: true, once: true })
  document.getElementById('it')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  window.removeEventListener('click', hear, true)
  return press
}

function key(name: string, more: KeyboardEventInit = {}): Press | undefined {
  let press: Press | undefined
  const hear = (event: KeyboardEvent): void => void (press = keyed(event))
  window.addEventListener('keydown', hear, { capture: true, once: true })
  document.getElementById('it')?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...more }))
  return press
}

test('a submit button is owned, in HTML’s sense of the word', () => {
  for (const markup of ['<button id="it">', '<button id="it" type="nonsense">', '<input id="it" type="submit">', '<input id="it" type="image">']) {
    const it = form(markup)
    assert.equal(click()?.form, it, markup)
  }
  const it = page('<form data-waxseal="signup" id="f"><input></form><button id="it" form="f"></button>')
  assert.equal(click()?.form, it, 'by form=')
})

test('what only leads elsewhere is the page’s', () => {
  for (const markup of [
    '<button><button id="it" type="button">',
    '<button id="it" type="reset">',
    '<button id="it" formmethod="dialog">',
    '<button id="it" data-waxseal-pass>',
    '<div data-waxseal-pass><button id="it"></button></div>',
    '<button id="it" disabled>',
    '<a id="it" href="/terms">',
    '<input id="it" type="checkbox">',
  ]) {
    form(markup)
    assert.equal(click(), undefined, markup)
  }
  page('<form><button id="it"></form>')
  assert.equal(click(), undefined, 'a form that is not protected')
})

test('in a form without a submit button its only button is meant; of several none is guessed', () => {
  for (const markup of [
    '<button id="it" type="button">',
    '<a id="it" href="#">Send</a>',
    '<a id="it" href="javascript:send()">Send</a>',
    '<span id="it" role="button">Send</span>',
  ]) {
    form(`<input>${markup}`)
    const press = click()
    assert.ok(press && !press.error, markup)
  }
  form('<a href="#">Send</a><a id="it" href="#">Send</a>')
  assert.equal(click()?.error?.code, 'button-unclear')
  form('<a href="#">Back</a><a id="it" href="#" data-waxseal-submit>Send</a>')
  assert.equal(click()?.error, undefined)
  form('<a href="#" hidden>Send</a><a id="it" href="#">Send</a>')
  assert.equal(click()?.error, undefined, 'what cannot be seen is no button')
})

test('Enter in a line presses the form’s button; an input method and an open list keep it', () => {
  const it = form('<input id="it"><button>')
  assert.equal(key('Enter')?.form, it)
  assert.equal(key('a'), undefined)
  assert.equal(key('Enter', { isComposing: true }), undefined)
  assert.equal(key('Enter', { keyCode: 229 }), undefined)
  form('<input id="it" aria-expanded="true"><button>')
  assert.equal(key('Enter'), undefined)
  form('<textarea id="it"></textarea><button>')
  assert.equal(key('Enter'), undefined)
  form('<input id="it" type="file"><button>')
  assert.equal(key('Enter'), undefined)
})

test('the space bar presses what only looks like a button', () => {
  form('<span id="it" role="button">Send</span>')
  assert.ok(key(' '))
  form('<button id="it">Send</button>')
  assert.equal(key(' '), undefined, 'the browser does that itself')
})

test('a dialog closes by the button’s method before the form’s', () => {
  const it = form('<button formmethod="post">', 'method="dialog"')
  assert.equal(closesDialog(it, null), true)
  assert.equal(closesDialog(it, it.querySelector('button')), false)
  assert.deepEqual(soleButtons(it), [])
})
