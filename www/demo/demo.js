// The panel beside the form: shows what was sent and what is kept. Nothing typed is logged or stored here.
import { findIn, shorten, showKept } from './panel.js'

const at = (id) => document.getElementById(id)
const form = document.querySelector('form')
let typed = []

// Stands between the page and the network, as a proxy would, to see each request body as it is sent.
let sent
const realFetch = window.fetch
window.fetch = (resource, options) => {
  if (options?.method === 'POST') sent = { path: new URL(resource, location.href).pathname, body: String(options.body) }
  return realFetch(resource, options)
}

// The names are off the controls by now, which is the point; the elements are still there.
form.addEventListener('waxseal:sealed', () => {
  const filled = form.querySelectorAll('input:not([type=radio]), input:checked')
  typed = Array.from(filled, (input) => input.value.trim()).filter(Boolean)
})

form.addEventListener('waxseal:sent', async () => {
  const { path, body } = sent
  at('sent-line').textContent = `POST ${path}, ${new Blob([body]).size.toLocaleString('en')} bytes`
  at('sent-body').textContent = shorten(body, 300)
  const found = typed.filter((value) => findIn(body, value))
  at('sent-absent').replaceChildren(...typed.filter((value) => !found.includes(value)).map(crossedOut))
  at('sent-leak').textContent = `Found in it: ${found.join(', ')}`
  at('sent-leak').hidden = found.length === 0
  typed = []
  at('before').hidden = true
  at('sent').hidden = false
  await showKept()
})

function crossedOut(value) {
  const item = document.createElement('span')
  item.className = 'value'
  const cross = document.createElement('span')
  cross.textContent = '✕'
  cross.setAttribute('aria-hidden', 'true')
  item.append(value, cross)
  return item
}
