// Before everything else on the page: keeps what happens to it, for the test to ask.
window.seen = []
window.said = []
for (const type of ['ready', 'submit', 'invalid', 'sealed', 'sent', 'queued', 'error', 'minor']) {
  window.addEventListener(`waxseal:${type}`, ({ detail }) => window.seen.push({ type, ...detail }))
}
window.addEventListener('pageshow', ({ persisted }) => {
  window.persisted = persisted
})
window.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  window.seen.push({ type: 'violation', directive: violatedDirective, blocked: blockedURI })
})
for (const level of ['debug', 'info', 'log', 'warn', 'error']) {
  const shown = console[level]
  console[level] = (...words) => {
    window.said.push(words.map(String).join(' '))
    shown.apply(console, words)
  }
}
