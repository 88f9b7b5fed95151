/** The rules in parts: crates/fields/src/parts.rs. The base is there from the start, each other part once a field has a kind of it. */
import make, { type Checker, type Glue } from 'fields-glue'
import { pack, table } from '../packs'

const BASE = 'base'
/** Packs that nearly every answer of a kind needs. */
const EARLY: Readonly<Record<string, string>> = { tel: 'tel-core', mobile: 'tel-core', 'postal-code': 'postal', vat: 'vat' }
/** A kind of the part that knows which numbers do not belong into free text. */
const TELLTALE = 'iban'

let base: Glue | undefined
const checkers = new Map<string, Checker>()
const coming = new Map<string, Promise<void>>()
const packs = new Map<string, Promise<boolean>>()

/** Starts the base, which the loader brings. */
export async function start(input: { module_or_path: BufferSource }): Promise<void> {
  base = await begin(BASE, input)
}

/** The part that has the rules of a kind. */
export function partOf(kind: string): string {
  if (!base) throw new Error('the loader starts the base first')
  return base.part(kind)
}

/** The part that looks for numbers in free text. */
export function scanning(): string {
  return partOf(TELLTALE)
}

/** The rules of a part, if it has come. */
export function checker(part: string): Checker | undefined {
  return checkers.get(part)
}

/** Fetches a part, its hash checked, once. A failed load may be tried again. */
export function bring(part: string): Promise<void> {
  const asked = coming.get(part)
  if (asked) return asked
  const load = checkers.has(part) ? Promise.resolve() : fetchPart(part)
  coming.set(part, load)
  load.catch(() => coming.delete(part))
  return load
}

/** Fetches what nearly every answer of this kind needs. */
export function bringEarly(kind: string): void {
  const name = EARLY[kind]
  if (name) void add(name, partOf(kind)).catch(() => {})
}

/** Fetches a pack for a part, once; says whether it is sound. */
export function add(name: string, part: string): Promise<boolean> {
  const asked = packs.get(name)
  if (asked) return asked
  const adding = Promise.all([bytesOf(name), bring(part)]).then(([bytes]) => Boolean(checkers.get(part)?.add(name, new Uint8Array(bytes))))
  packs.set(name, adding)
  adding.catch(() => packs.delete(name))
  return adding
}

async function fetchPart(part: string): Promise<void> {
  await begin(part, { module_or_path: await pack(`fields-${part}.wasm`) })
}

async function begin(part: string, input: { module_or_path: BufferSource }): Promise<Glue> {
  const glue = make()
  await glue.init(input)
  checkers.set(part, new glue.Checker())
  return glue
}

async function bytesOf(name: string): Promise<ArrayBuffer> {
  const file = `${name}.bin`
  if (!name.startsWith('tel/')) return pack(file)
  // The hashes of these are too many to be inside.
  return pack(file, (await table('tel.json'))[file])
}
