/** Offers a file to keep. */
import { make } from './dom'

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  make('a', { href: url, download: name }).click()
  // Some engines read it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
