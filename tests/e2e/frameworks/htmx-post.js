import htmx from 'htmx.org'

htmx.on('htmx:afterRequest', () => {
  document.querySelector('output').textContent = 'done'
})
