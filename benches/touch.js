// Touches a form before the browser is idle, so before anything is loaded, and times what that sets off.
window.touched = new Promise((resolve, reject) => {
  const begin = performance.now()
  addEventListener('waxseal:ready', () => resolve(performance.now() - begin), { once: true })
  addEventListener('waxseal:error', ({ detail }) => reject(new Error(detail.code)), { once: true })
  document.querySelector('textarea').focus()
})
