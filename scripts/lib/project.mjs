// Where things lie in the project, and which versions its lock file names.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const target = join(root, 'target')
export const dist = join(root, 'dist')
export const tools = join(target, 'tools')
export const binary = join(target, 'release', 'waxseal')
export const inCi = process.env.CI === 'true'

/** The version of a crate in Cargo.lock: the command-line tool of a crate must be of the crate's own version. */
export function lockedVersion(crate) {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8')
  const version = lock.match(new RegExp(`name = "${crate}"\nversion = "([^"]+)"`))?.[1]
  if (!version) throw new Error(`Cargo.lock names no ${crate}`)
  return version
}
