// Receipts in the formats of others, read by the tools of others: the golden files that crates/core writes are well-formed
// JSON-LD that loses nothing, and receipts by Kantara's list of fields.
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Ajv from 'ajv/dist/2020.js'
import jsonld from 'jsonld'
import { root } from '../../scripts/lib/project.mjs'

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const golden = (file) => json(`crates/owner/tests/data/export/${file}`)
const RECEIPTS = ['imported', 'shown']

/** No member may be dropped (`safe`), and nothing fetched: the context stands in the document. */
const options = {
  safe: true,
  documentLoader: (url) => {
    throw new Error(`${url} was asked for`)
  },
}
const expand = (document) => jsonld.expand(document, options)
const dpv = (name) => golden(`${name}.dpv.jsonld`)

/** Every member and value below `node`, except what the context calls a JSON literal. */
function* members(node) {
  if (Array.isArray(node)) return yield* node.flatMap((item) => [...members(item)])
  if (node === null || typeof node !== 'object') return
  for (const [name, value] of Object.entries(node)) {
    if (name === '@context') continue
    yield [name, value]
    if (name !== 'waxseal:signed' && node['@type'] !== '@json') yield* members(value)
  }
}

for (const name of RECEIPTS) {
  test(`${name}: every member of the DPV document means something`, async () => {
    const document = dpv(name)
    const context = document['@context']
    const whole = (term) => term.replace(/^([a-z-]+):/, (all, prefix) => context[prefix] ?? all)
    const expanded = [...members(await expand(document))]
    const found = new Set(expanded.map(([member]) => member))
    for (const [member] of members(document)) {
      if (!member.startsWith('@')) assert.ok(found.has(whole(member)), member)
    }
    const types = expanded.filter(([member]) => member === '@type').flatMap(([, value]) => value)
    for (const type of types) assert.match(type, /^(https?:\/\/|@json$)/)
    const ids = expanded.filter(([member]) => member === '@id').map(([, value]) => value)
    assert.ok(ids.length > 20)
    for (const id of ids) assert.match(id, /^(https?:\/\/|urn:|_:)/)
  })

  test(`${name}: the DPV document becomes a graph, and no text in it a link`, async () => {
    const graph = await jsonld.toRDF(dpv(name), { ...options, format: 'application/n-quads' })
    const [term, owns] = ['<https://w3id.org/dpv#hasLegalBasis>', '<https://w3id.org/dpv/legal/eu/gdpr#A6-1-a>']
    assert.ok(
      graph.split('\n').some((line) => line.includes(`${term} ${owns}`)),
      graph,
    )
    assert.match(graph, /"P24M"\^\^<http:\/\/www\.w3\.org\/2001\/XMLSchema#duration>/)
    assert.match(graph, /"Email me the monthly letter\."@en/)
    assert.match(graph, /hasContact> "privacy@example\.com"/)
  })

  test(`${name}: the holder's signature in the DPV document holds`, () => {
    const { 'dpv:hasRecordOfActivity': record } = dpv(name)
    const { iat, sig, ...signed } = record['waxseal:signed']
    assert.ok(iat > 0)
    assert.equal(record['waxseal:signature'], sig)
    const part = (text) => Buffer.from(text).toString('base64url')
    const input = (record) => `${part('{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}')}.${part(JSON.stringify(record))}`
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: record['waxseal:holder'] }, format: 'jwk' })
    const holds = (record) => verify(null, Buffer.from(input(record)), key, Buffer.from(sig, 'base64url'))
    assert.ok(holds(signed))
    assert.ok(!holds({ ...signed, lang: 'de' }))
  })
}

test('a member that means nothing would be found', async () => {
  await assert.rejects(expand({ ...dpv('shown'), newsletter: true }), /[Ss]afe mode/)
  await assert.rejects(expand({ ...dpv('shown'), '@type': 'ConsentReceipt' }), /[Ss]afe mode/)
})

const fits = new Ajv({ strict: true }).compile(json('tests/interop/lib/kantara-cr-1.1.schema.json'))
const kantara = (change) => {
  const receipt = golden('shown.kantara.json')
  change?.(receipt, receipt.services[0].purposes[0])
  return receipt
}

test('a Kantara receipt has the fields of v1.1', () => {
  for (const name of RECEIPTS) assert.ok(fits(golden(`${name}.kantara.json`)), JSON.stringify(fits.errors))
  assert.ok(fits(kantara((receipt) => (receipt.services[0].purposes = []))), 'nothing was given')
})

const mistakes = {
  'another version': (receipt) => (receipt.version = 'KI-CR-v1.0.0'),
  'a time in words': (receipt) => (receipt.consentTimestamp = '2026-11-24T09:15:04Z'),
  'an id that is no UUID': (receipt) => (receipt.consentReceiptID = 'BwcHBwcHBwcHBwcHBwcHBw'),
  'nobody responsible': (receipt) => (receipt.piiControllers = []),
  'an address of one line': (receipt) => (receipt.piiControllers[0].address = '1 Example Street'),
  'a service without a name': (receipt) => delete receipt.services[0].service,
  'a purpose that says nothing of third parties': (_, purpose) => delete purpose.thirdPartyDisclosure,
  'third parties without a name': (_, purpose) => (purpose.thirdPartyDisclosure = true),
  'no end': (_, purpose) => delete purpose.termination,
  'sensitive in words': (receipt) => (receipt.sensitive = 'no'),
}
for (const [name, change] of Object.entries(mistakes)) {
  test(`a Kantara receipt with ${name} does not fit`, () => assert.equal(fits(kantara(change)), false))
}
