// Weighs what a form loads until it is sealed, as it is served, against size.json. A stranger on a phone pays for every byte.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from './build.mjs'
import { isCopy, withCopies } from './lib/compress.mjs'
import { dist, root } from './lib/project.mjs'
import { main, Problem } from './lib/run.mjs'

/** The folder of the lazy parts. */
const PACKS = 'waxseal-packs'

/** What goes over the wire of each file in dist/. */
function served() {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isCopy(entry.name))
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
    .sort()
  return new Map(names.map((name) => [name, weights(name, (file) => existsSync(join(dist, file)) && readFileSync(join(dist, file)))]))
}

function weights(name, read) {
  const raw = read(name)
  return { raw: raw.length, gzip: (read(`${name}.gz`) || raw).length, brotli: (read(`${name}.br`) || raw).length }
}

/** The policies of the forms that are weighed, with a stand-in for their key: as long, and as hard to compress. */
async function policies() {
  const demo = JSON.parse(readFileSync(join(root, 'www/demo/policy.template.json'), 'utf8'))
  const noise = Buffer.concat(Array.from({ length: 38 }, (_, i) => createHash('sha256').update(`key ${i}`).digest()))
  const kid = noise.subarray(0, 32).toString('base64url')
  demo.keys = { keys: [{ kty: 'AKP', alg: 'HPKE-9-KE', kid, use: 'enc', pub: noise.toString('base64url') }] }
  demo.recipients = [{ id: 'owner', name: demo.controller.name, kid }]
  const purposes = ['newsletter']
  const fields = [
    { name: 'email', kind: 'email', required: true, purposes },
    { name: 'name', kind: 'name', purposes },
  ]
  const newsletter = { ...demo, purposes: [{ id: 'newsletter', preset: 'newsletter' }], forms: [{ id: 'newsletter', mode: 'send', fields }] }
  const files = await withCopies({ demo: Buffer.from(JSON.stringify(demo)), newsletter: Buffer.from(JSON.stringify(newsletter)) })
  return { demo: weights('demo', (name) => files[name]), newsletter: weights('newsletter', (name) => files[name]) }
}

/** Rows of {name, raw, gzip, brotli, limit}, and what is over its limit. */
export async function weigh() {
  const budget = JSON.parse(readFileSync(join(root, 'size.json'), 'utf8'))
  const [sizes, policy] = [served(), await policies()]
  const over = []
  const limited = (row) => {
    if (row.brotli > row.limit) over.push(row.limit ? `${row.name}: ${row.brotli} brotli bytes, allowed ${row.limit}` : `${row.name} is not in size.json`)
    return row
  }
  const names = [...sizes.keys()].filter((name) => !name.startsWith(`${PACKS}/`) && budget.files[name] !== null)
  const files = names.map((name) => limited({ name, ...sizes.get(name), limit: budget.files[name]?.brotli ?? 0, loaded: budget.files[name]?.loaded }))
  const sum = (name, limit, some) => {
    const of = (key) => some.reduce((total, weight) => total + weight[key], 0)
    return limited({ name, raw: of('raw'), gzip: of('gzip'), brotli: of('brotli'), limit })
  }
  const before = files.filter(({ loaded }) => loaded === 'at once')
  const always = files.filter(({ loaded }) => loaded !== 'later')
  const forms = budget.forms.map((form) =>
    sum(form.name, form.brotli, [...always, policy[form.policy], ...form.packs.map((name) => sizes.get(`${PACKS}/${name}`))]),
  )
  const packs = weighPacks(budget.packs, sizes)
  over.push(...packs.over)
  return { rows: [...files, ...packs.rows, sum('before the first touch', budget.beforeTouch, before), ...forms], over }
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
  const line = (name, ...cells) => console.log(name.padEnd(74) + cells.map((cell) => String(cell).padStart(10)).join(''))
  line('bytes', 'raw', 'gzip', 'brotli', 'allowed')
  for (const { name, raw, gzip, brotli, limit } of rows) line(name, raw, gzip, brotli, limit)
  if (over.length > 0) throw new Problem(over.join('\n'), 'make it smaller, or argue for a larger number in size.json')
}

await main(import.meta, size)
