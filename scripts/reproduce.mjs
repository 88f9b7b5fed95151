// Builds what the page loads a second time, in another folder, and compares every byte.
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { build } from './build.mjs'
import { root } from './lib/project.mjs'
import { main, Problem, run, say } from './lib/run.mjs'

/** Throws a {@link Problem} if the two builds differ. */
export async function reproduce() {
  await build()
  const other = join(mkdtempSync(join(tmpdir(), 'waxseal-')), 'a folder of another name')
  try {
    say(`the same build again in ${other}`)
    // With their times: a lock file that looks newer than the packages would have them installed anew.
    for (const file of await sources()) cpSync(join(root, file), join(other, file), { recursive: true, preserveTimestamps: true })
    symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'))
    await run(process.execPath, [join(other, 'scripts/build.mjs')], { cwd: other, quiet: true })
    const [here, there] = [hashes(root), hashes(other)]
    const different = Object.keys({ ...here, ...there }).filter((name) => here[name] !== there[name])
    if (different.length > 0) throw new Problem(`two builds differ in ${different.join(', ')}`)
    // Two hundred packs say less each than all of them together.
    for (const [name, hash] of Object.entries(here)) if (!name.startsWith('waxseal-packs')) console.log(`${hash}  ${name}`)
  } finally {
    rmSync(dirname(other), { recursive: true, force: true })
  }
}

/** The files of the working tree as git sees them, changed ones included. */
async function sources() {
  const list = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], { quiet: true })
  const deleted = new Set((await run('git', ['ls-files', '-z', '--deleted'], { quiet: true })).split('\0'))
  return list.split('\0').filter((file) => file && !deleted.has(file))
}

const hashes = (folder) =>
  Object.fromEntries(
    readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(join(folder, 'dist'), file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )

await main(import.meta, reproduce)
