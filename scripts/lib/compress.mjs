// The compressed copies that a web server hands out in place of a file: `waxseal.js.br`, `waxseal.js.gz`.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Endings of the copies, and how each is made. */
const COPIES = {
  '.br': (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

/** Whether a name is that of a copy. */
export const isCopy = (name) => Object.keys(COPIES).some((ending) => name.endsWith(ending))

/** `files`, {name: bytes or text}, each followed by those of its copies that are smaller. */
export async function withCopies(files) {
  const rows = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const bytes = Buffer.from(content)
      const copies = await Promise.all(Object.entries(COPIES).map(async ([ending, make]) => [name + ending, await make(bytes)]))
      return [[name, bytes], ...copies.filter(([, copy]) => copy.length < bytes.length)]
    }),
  )
  return Object.fromEntries(rows.flat())
}
