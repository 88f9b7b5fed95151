/** The kind that words say, where nobody states one: crates/fields/src/guess.rs says the same to linters. */
import words from '../../crates/fields/guesses.json'

/** The kind that the last words of a name say, or the whole of a label. */
export function guess(name: string, label: string): string | undefined {
  const parts = split(name)
  const ends = [0, 1, 2].map((before) => parts.slice(before).join('')).concat(split(label).join(''))
  return ends.map((end) => Object.entries(words).find(([, known]) => end && ` ${known} `.includes(` ${end} `))?.[0]).find(Boolean)
}

function split(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '')
  return (
    plain
      .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  )
}
