// The language of the page: `?lang=ar`. First of all: the checks speak the page's language from their first sentence on.
const tag = new URLSearchParams(location.search).get('lang') ?? 'en'
if (/^[a-z]{2}$/.test(tag)) {
  document.documentElement.lang = tag
  document.documentElement.dir = /^(ar|fa|he|ur)$/.test(tag) ? 'rtl' : 'ltr'
}

document.addEventListener('DOMContentLoaded', () => {
  const select = document.getElementById('lang')
  select.value = document.documentElement.lang
  select.addEventListener('change', () => select.form.submit())
  if (document.documentElement.lang !== 'en') translate(document.documentElement.lang)
})

/** Puts the form's own words in, where there are some. What stays English says so. */
async function translate(lang) {
  const words = (await fetch('/fields.labels.json').then((response) => response.json()))[lang] ?? {}
  const countries = new Intl.DisplayNames([lang, 'en'], { type: 'region' })
  for (const option of document.querySelectorAll('#country option')) if (option.value) option.textContent = countries.of(option.value)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const english = text.data.trim()
    if (words[english]) text.data = text.data.replace(english, words[english])
    else if (english && !text.parentElement.closest('[lang]:not(html), option, [class^=waxseal]')) {
      Object.assign(text.parentElement, { lang: 'en', dir: 'ltr' })
    }
  }
}
