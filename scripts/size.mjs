// Weighs what the demo page loads for Waxseal, as it is served, against size.json. A stranger on a phone pays for every byte.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from './build.mjs'
import { isCopy, withCopies } from './lib/compress.mjs'
import { dist, root } from './lib/project.mjs'
import { main, Problem } from './lib/run.mjs'

/** The folder of the lazy parts. */
const PACKS = 'waxseal-packs'

/** What goes over the wire of each file in dist/ and of the demo's policy. */
async function served() {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  const bytes = { ...Object.fromEntries(names.map((name) => [name, readFileSync(join(dist, name))])), ...(await withCopies({ 'waxseal.json': demoPolicy() })) }
  const sizes = (name) => ({ raw: bytes[name].length, gzip: (bytes[`${name}.gz`] ?? bytes[name]).length, brotli: (bytes[`${name}.br`] ?? bytes[name]).length })
  return new Map(
    Object.keys(bytes)
      .filter((name) => !isCopy(name))
      .sort()
      .map((name) => [name, sizes(name)]),
  )
}

/** The demo's policy with a stand-in for its key: as long, and as hard to compress. */
function demoPolicy() {
  const policy = JSON.parse(readFileSync(join(root, 'www/demo/policy.template.json'), 'utf8'))
  const noise = Buffer.concat(Array.from({ length: 38 }, (_, i) => createHash('sha256').update(`key ${i}`).digest()))
  const kid = noise.subarray(0, 32).toString('base64url')
  policy.keys = { keys: [{ kty: 'AKP', alg: 'HPKE-9-KE', kid, use: 'enc', pub: noise.toString('base64url') }] }
  policy.recipients = [{ id: 'owner', name: policy.controller.name, kid }]
  return Buffer.from(JSON.stringify(policy))
}

/** Rows of {name, raw, gzip, brotli, limit, beforeTouch}, and what is over its limit. */
export async function weigh() {
  const budget = JSON.parse(readFileSync(join(root, 'size.json'), 'utf8'))
  const sizes = await served()
  const files = [...sizes.keys()].filter((name) => !name.startsWith(`${PACKS}/`) && budget.files[name] !== null)
  const over = []
  const rows = files.map((name) => {
    const { brotli: limit = 0, part } = budget.files[name] ?? {}
    const row = { name, ...sizes.get(name), limit, part }
    if (row.brotli > limit) over.push(limit ? `${name}: ${row.brotli} brotli bytes, allowed ${limit}` : `${name} is not in size.json`)
    return row
  })
  const sums = [
    ['before the first touch', budget.beforeTouch, rows.filter((row) => row.part === 'loader')],
    ['loading and sealing', budget.sealing, rows.filter((row) => ['loader', 'sealing'].includes(row.part))],
    ['consent', budget.consent, rows.filter((row) => row.part === 'consent')],
    ['checks', budget.checks, rows.filter((row) => row.part === 'checks')],
    // What few people need is fetched when they do.
    ['total', budget.sealing + budget.consent + budget.checks, rows.filter((row) => row.part !== 'later')],
  ].map(([name, limit, some]) => {
    const sum = (key) => some.reduce((total, row) => total + row[key], 0)
    const row = { name, raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli'), limit }
    if (row.brotli > limit) over.push(`${name}: ${row.brotli} brotli bytes, allowed ${limit}`)
    return row
  })
  const packs = weighPacks(budget.packs, sizes)
  over.push(...packs.over)
  return { rows: [...rows, ...sums, ...packs.rows], over }
}

/** What is fetched only when it is needed, by kind of pack: the largest and the sum. */
function weighPacks(limits, all) {
  const over = []
  const rows = limits.map(({ name, pattern, brotli: limit }) => {
    const mine = [...all.keys()].filter((name) => name.startsWith(`${PACKS}/`) && new RegExp(pattern).test(name))
    const sizes = mine.map((name) => all.get(name))
    const most = (key) => Math.max(0, ...sizes.map((size) => size[key]))
    const row = { name: `${name} (${mine.length}), largest`, raw: most('raw'), gzip: most('gzip'), brotli: most('brotli'), limit }
    if (row.brotli > limit) over.push(`${row.name}: ${row.brotli} brotli bytes, allowed ${limit}`)
    return row
  })
  return { rows, over }
}

/** Builds, prints the table and throws if anything is over its limit. */
export async function size() {
  await build()
  const { rows, over } = await weigh()
  const line = (name, ...cells) => console.log(name.padEnd(36) + cells.map((cell) => String(cell).padStart(10)).join(''))
  line('bytes', 'raw', 'gzip', 'brotli', 'allowed')
  for (const { name, raw, gzip, brotli, limit } of rows) line(name, raw, gzip, brotli, limit)
  if (over.length > 0) throw new Problem(over.join('\n'), 'make it smaller, or argue for a larger number in size.json')
}

await main(import.meta, size)
