// Weighs what the demo page loads for Waxseal against size.json. A stranger on a phone pays for every byte.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from './build.mjs'
import { dist, root } from './lib/project.mjs'
import { main, Problem } from './lib/run.mjs'

const compress = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
})

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
export function weigh() {
  const budget = JSON.parse(readFileSync(join(root, 'size.json'), 'utf8'))
  const files = [...readdirSync(dist).sort(), 'waxseal.json'].filter((name) => budget.files[name] !== null)
  const over = []
  const rows = files.map((name) => {
    const { brotli: limit = 0, beforeTouch = false } = budget.files[name] ?? {}
    const row = { name, ...compress(name === 'waxseal.json' ? demoPolicy() : readFileSync(join(dist, name))), limit, beforeTouch }
    if (row.brotli > limit) over.push(limit ? `${name}: ${row.brotli} brotli bytes, allowed ${limit}` : `${name} is not in size.json`)
    return row
  })
  const sums = [
    ['before the first touch', budget.beforeTouch, rows.filter((row) => row.beforeTouch)],
    ['total', budget.total, rows],
  ].map(([name, limit, some]) => {
    const sum = (key) => some.reduce((total, row) => total + row[key], 0)
    const row = { name, raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli'), limit }
    if (row.brotli > limit) over.push(`${name}: ${row.brotli} brotli bytes, allowed ${limit}`)
    return row
  })
  return { rows: [...rows, ...sums], over }
}

/** Builds, prints the table and throws if anything is over its limit. */
export async function size() {
  await build()
  const { rows, over } = weigh()
  const line = (name, ...cells) => console.log(name.padEnd(24) + cells.map((cell) => String(cell).padStart(10)).join(''))
  line('bytes', 'raw', 'gzip', 'brotli', 'allowed')
  for (const { name, raw, gzip, brotli, limit } of rows) line(name, raw, gzip, brotli, limit)
  if (over.length > 0) throw new Problem(over.join('\n'), 'make it smaller, or argue for a larger number in size.json')
}

await main(import.meta, size)
