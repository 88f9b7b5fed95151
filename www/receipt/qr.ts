/** A link as a QR code. A script of its own: few ask for one. */
import { encode } from 'uqr'

/** The code's modules as a path in a square of `size`. */
export interface Code {
  readonly size: number
  readonly path: string
}

/** Draws `text`. Throws if it is longer than a code can be. */
export function code(text: string): Code {
  // Four modules of margin: ISO/IEC 18004 §9.1.
  const { size, data } = encode(text, { border: 4 })
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return { size, path }
}
