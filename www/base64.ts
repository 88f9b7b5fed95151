export type Bytes = Uint8Array<ArrayBuffer>

/** Base64url without padding (RFC 4648 §5). */
export function encode(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}

/** The bytes that `text` spells, `length` of them if that is given, if it does and in the one way there is. */
export function decode(text: unknown, length?: number): Bytes | undefined {
  if (typeof text !== 'string' || !/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (byte) => byte.charCodeAt(0))
  return (length ?? bytes.length) === bytes.length && encode(bytes) === text ? bytes : undefined
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}
