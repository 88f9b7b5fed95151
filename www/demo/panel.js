// What both demo pages need to show an envelope.

/** The beginning and the end. */
export function shorten(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 40)} … ${text.slice(-40)}`
}

/** Whether `value` can be read in the body: as it is, or in any base64 of it but the consent, which is meant to be read. */
export function findIn(body, value) {
  // In two thousand random characters a short word turns up by chance: it has to stand alone.
  const bounds = value.length < 5 ? ['(?<![\\w-])', '(?![\\w-])'] : ['', '']
  const word = new RegExp(bounds[0] + value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + bounds[1], 'i')
  const decoded = body.replace(/"aad":"[^"]*"/g, '').match(/[\w-]{16,}/g) ?? []
  return [body, ...decoded.map(fromBase64url)].some((text) => word.test(text))
}

/** Asks the receiver for the newest row and shows it. */
export async function showKept() {
  const { last } = await fetch('/demo/last').then((response) => response.json())
  if (!last) return
  const at = (id) => document.getElementById(id)
  const time = new Date(last.received * 1000).toLocaleTimeString()
  at('kept-line').textContent = `Received ${time}, ${new Blob([last.body]).size.toLocaleString('en')} bytes`
  at('kept-body').textContent = shorten(last.body, 160)
  at('before').hidden = true
  at('kept').hidden = false
}

function fromBase64url(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (byte) => byte.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return ''
  }
}
