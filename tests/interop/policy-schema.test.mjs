// The JSON Schema of policies, read by ajv, refuses what the reader refuses for its shape.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Ajv from 'ajv/dist/2020.js'
import { binary, root } from '../../scripts/lib/project.mjs'

const { stdout, status } = spawnSync(process.env.WAXSEAL_BIN ?? binary, ['policy', 'schema'], { encoding: 'utf8' })
assert.equal(status, 0)
const schema = JSON.parse(stdout)
const fits = new Ajv({ strict: true, strictTypes: false, formats: { uint32: true, double: true } }).compile(schema)
const example = () => JSON.parse(readFileSync(join(root, 'docs/example/policy.json'), 'utf8'))
/** The example, changed. */
const changed = (change) => {
  const policy = example()
  change(policy)
  return policy
}

test('a sound policy fits', () => {
  assert.ok(fits(example()), JSON.stringify(fits.errors))
  assert.ok(fits(changed((policy) => (policy.$schema = './waxseal.schema.json'))))
  assert.ok(fits(changed((policy) => (policy.forms[0].fields[0].options = { 'min-age': 18, country: 'DE', personal: true }))), JSON.stringify(fits.errors))
})

const mistakes = {
  'a mistyped member': (policy) => (policy.revison = 1),
  'a member that is missing': (policy) => delete policy.controller.address,
  'a text for a number': (policy) => (policy.revision = '7'),
  'a kind that there is not': (policy) => (policy.forms[0].fields[0].kind = 'e-mail'),
  'a basis that there is not': (policy) => (policy.purposes[0].basis = 'because'),
  'a mode that there is not': (policy) => (policy.forms[0].mode = 'mail'),
  'a box that is ticked beforehand': (policy) => (policy.purposes[0].checked = true),
  'a secret key': (policy) => (policy.keys.keys[0].d = 'AAAA'),
  'an option that is a list': (policy) => (policy.forms[0].fields[0].options = { country: ['DE'] }),
  'a text in no language': (policy) => (policy.purposes[0].texts = ['Ja']),
}

for (const [name, change] of Object.entries(mistakes)) test(`${name} does not fit`, () => assert.equal(fits(changed(change)), false))

test('what an editor shows beside a member says what it is', () => {
  const members = [schema, ...Object.values(schema.$defs)].flatMap(({ properties = {} }) => Object.entries(properties))
  assert.ok(members.length > 40)
  for (const [name, { description }] of members) assert.ok(description, name)
})
