// Comes before everything else in each page, as an attacker's script might: it sees the closed shadow roots that are made
// later and what is offered for download. The roots stay closed to the page, except with `?open`: axe sees into no other.
// `?gpc` is a browser that asks not to be sold.
{
  const asked = new URLSearchParams(location.search)
  const roots = new WeakMap()
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, asked.has('open') ? { ...init, mode: 'open' } : init)
    roots.set(this, root)
    return root
  }
  window.shadowOf = (host) => roots.get(host)
  if (asked.has('gpc')) Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true })
  const make = URL.createObjectURL
  window.offered = []
  URL.createObjectURL = function (blob) {
    const url = make.call(URL, blob)
    window.offered.push(blob)
    return url
  }
  // No file is written: headless browsers put it into somebody's home, and WebKit's window shows a line for each until the page has no
  // room left. A link that is in no document sends its click to nobody else.
  const press = HTMLElement.prototype.click
  HTMLElement.prototype.click = function () {
    if (!this.download) press.call(this)
  }
}
