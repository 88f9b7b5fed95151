// The language of the messages. Before everything else: the checks speak the page's language from the first sentence on.
const lang = new URLSearchParams(location.search).get('lang')
if (lang && /^[a-z]{2}$/.test(lang)) {
  document.documentElement.lang = lang
  document.documentElement.dir = /^(ar|fa|he|ur)$/.test(lang) ? 'rtl' : 'ltr'
}

document.addEventListener('DOMContentLoaded', () => {
  const select = document.getElementById('lang')
  select.value = document.documentElement.lang
  select.addEventListener('change', () => select.form.submit())
  if (document.documentElement.lang === 'en') return
  // Only the messages are in the person's language; the form itself, which is the page's own, is not.
  for (const text of document.querySelectorAll('h1, .lead, legend, label, .hint, .note, .foot, .brand, main option, button')) text.lang = 'en'
})
