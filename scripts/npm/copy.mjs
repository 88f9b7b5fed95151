// `waxseal copy`: puts what the script tag loads into a folder that is served, and prints the tag.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { withCopies } from '../lib/compress.mjs'
import { refuse } from './refuse.mjs'

const HELP = `waxseal copy DIR [--base PATH]

Puts waxseal.js, the parts that it fetches, and compressed copies of them into the folder DIR, in place of those of another release,
and prints the tag for your page.

  --base PATH   where DIR is served, as the page sees it (default /)

  npx waxseal copy public/
  npx waxseal copy public/waxseal/ --base /waxseal/
`

function read(args) {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { base: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  } catch (cause) {
    refuse(cause.message, 'waxseal copy --help')
  }
  const { values, positionals } = parsed
  if (values.help) {
    process.stdout.write(HELP)
    process.exit(0)
  }
  if (positionals.length !== 1) refuse('name one folder to copy into', 'waxseal copy public/')
  const base = values.base ?? '/'
  if (!/^(\/|https:\/\/|\.{1,2}\/)[^\s"'<>?#]*$/.test(base)) refuse(`--base ${base} is no path of a page`, 'write it as /waxseal/')
  return { dir: positionals[0], base: base.endsWith('/') ? base : `${base}/` }
}

/** What lies in the package beside this script, {name: bytes}. */
function packaged() {
  const folder = fileURLToPath(new URL('../files', import.meta.url))
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const names = entries.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]))
}

/** Whole or not at all: a page that is served meanwhile sees the old file or the new one. */
function write(file, bytes) {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, bytes)
  renameSync(draft, file)
}

export async function copy(args) {
  const { dir, base } = read(args)
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    refuse(`there is no folder ${dir}`, 'name the folder that your server hands out, or make it first')
  const files = packaged()
  try {
    for (const [name, bytes] of Object.entries(await withCopies(files))) write(join(dir, name), bytes)
  } catch ({ message }) {
    refuse(`not all files could be written: ${message}`, 'see that the folder may be written to and has room, then run this again')
  }
  process.stderr.write(
    `copied ${Object.keys(files).length} files and their compressed copies to ${dir}\nhint: first in <head>, without defer; \`waxseal init\` says the root\n`,
  )
  const integrity = `sha256-${createHash('sha256').update(files['waxseal.js']).digest('base64')}`
  const elsewhere = base.startsWith('https:') ? ' crossorigin="anonymous"' : ''
  console.log(`<script src="${base}waxseal.js" integrity="${integrity}"${elsewhere} data-policy="/waxseal.signed.json" data-root="…"></script>`)
}
