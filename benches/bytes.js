// What is sealed, by us and by the peers: the same 1 KiB of JSON, another each time.

const SIZE = 1024

const json = (message) => JSON.stringify({ fields: { message }, files: [] })

/** A message that makes the plaintext of its form 1 KiB long. */
export const message = (number) => `${number} `.padEnd(SIZE - json('').length, 'The quick brown fox jumps over the lazy dog. ')

/** That plaintext, for those who seal bytes and not forms. */
export const plaintext = (number) => new TextEncoder().encode(json(message(number)))

/** The bytes of a JWK's member. */
export const fromBase64url = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
