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

/** A policy with every member that there is. */
const full = (change = () => {}) =>
  changed((policy) => {
    policy.regions = ['EU', 'DE', 'US-CA']
    policy.withdraw = '/withdraw'
    const owner = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    const confirm = { ...owner, x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw', use: 'sig' }
    policy.signers = { owner, confirm, ledger: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' }
    policy.automated = { text: 'A program decides who comes first.', texts: { de: 'Ein Programm entscheidet, wer zuerst kommt.' } }
    policy.accepted = { 'several-channels': { because: 'One sender.', by: 'Ada', on: '2026-11' } }
    policy.forms[0].fields[0].special = 'health-care'
    Object.assign(policy.controller, { dpo: 'Ada Example', authority: 'The Authority' })
    Object.assign(policy.purposes[0], {
      preset: 'newsletter',
      channel: 'email',
      dpv: 'dpv:DirectMarketing',
      uses: ['sharing', 'profiling'],
      parties: [{ name: 'Seeds Ltd', address: '2 Example Street', country: 'IE', role: 'controller' }, { name: 'Parcel AG' }],
      retention: { duration: 'P3Y', from: 'last-contact' },
      validity: 'P24M',
      explicit: true,
    })
    policy.purposes.push({ id: 'ads', preset: 'targeted_ads', retention: { from: 'withdrawal' } })
    Object.assign(policy.forms[0], {
      purposes: ['ads'],
      terms: { text: 'I accept the terms.', texts: { de: 'Ich akzeptiere die AGB.' }, url: '/terms' },
      age: { ask: 'band', from: 16, parent: '/parents' },
      spam: { fresh: true },
    })
    change(policy)
  })

test('every member fits', () => {
  assert.ok(fits(full()), JSON.stringify(fits.errors))
  assert.ok(fits(changed((policy) => (policy.purposes[0] = { id: 'newsletter', preset: 'newsletter' }))), JSON.stringify(fits.errors))
  assert.ok(fits(changed((policy) => (policy.forms[0].age = { ask: 'year' }))), JSON.stringify(fits.errors))
})

test('the policies in the document fit, and those that the page is tested with', () => {
  const document = readFileSync(join(root, 'docs/policy.md'), 'utf8')
  const policies = [...document.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => JSON.parse(text))
  assert.equal(policies.length, 2)
  const { keys, recipients } = example()
  const random = JSON.parse(readFileSync(join(root, 'tests/policies/random.json'), 'utf8'))
  for (const policy of [...policies, ...random.map((policy) => ({ ...policy, keys, recipients }))]) assert.ok(fits(policy), JSON.stringify(fits.errors))
})

test('the schema knows every preset and region', () => {
  const { presets } = JSON.parse(readFileSync(join(root, 'crates/core/presets.json'), 'utf8'))
  assert.deepEqual(schema.$defs.Purpose.properties.preset.enum, Object.keys(presets).sort())
  assert.deepEqual(schema.$defs.Purpose.properties.basis.enum, [
    'consent',
    'contract',
    'legal-obligation',
    'vital-interests',
    'public-task',
    'legitimate-interest',
  ])
  assert.deepEqual(schema.$defs.Field.properties.special.enum, JSON.parse(readFileSync(join(root, 'crates/core/grounds.json'), 'utf8')))
  assert.deepEqual(schema.properties.regions.items.enum, ['EU', 'DE', 'FR', 'UK', 'US', 'US-CA', 'CA', 'BR'])
})

const mistakes = {
  'a mistyped member': (policy) => (policy.revison = 1),
  'a member that is missing': (policy) => delete policy.controller.address,
  'a text for a number': (policy) => (policy.revision = '7'),
  'a kind that there is not': (policy) => (policy.forms[0].fields[0].kind = 'e-mail'),
  'a basis that there is not': (policy) => (policy.purposes[0].basis = 'because'),
  'a ground that there is not': (policy) => (policy.forms[0].fields[0].special = 'because'),
  'an answer without a reason': (policy) => (policy.accepted = { 'several-channels': { by: 'Ada', on: '2026-11' } }),
  'an answer that is but a text': (policy) => (policy.accepted = { 'several-channels': 'yes' }),
  'answers that are a list': (policy) => (policy.accepted = ['several-channels']),
  'a mode that there is not': (policy) => (policy.forms[0].mode = 'mail'),
  'a box that is ticked beforehand': (policy) => (policy.purposes[0].checked = true),
  'a secret key': (policy) => (policy.keys.keys[0].d = 'AAAA'),
  'an option that is a list': (policy) => (policy.forms[0].fields[0].options = { country: ['DE'] }),
  'a preset that there is not': (policy) => (policy.purposes[0].preset = 'news-letter'),
  'a channel that there is not': (policy) => (policy.purposes[0].channel = 'e-mail'),
  'two channels': (policy) => (policy.purposes[0].channel = ['email', 'sms']),
  'a use that there is not': (policy) => (policy.purposes[0].uses = ['spying']),
  'a use that is no list': (policy) => (policy.purposes[0].uses = 'sale'),
  'a party without a name': (policy) => (policy.purposes[0].parties = [{ country: 'IE' }]),
  'a party that is but a name': (policy) => (policy.purposes[0].parties = ['Seeds Ltd']),
  'a role that there is not': (policy) => (policy.purposes[0].parties = [{ name: 'Seeds Ltd', role: 'friend' }]),
  'a retention that never starts': (policy) => (policy.purposes[0].retention = { duration: 'P1Y' }),
  'a retention from when there is not': (policy) => (policy.purposes[0].retention = { from: 'now' }),
  'a retention in words': (policy) => (policy.purposes[0].retention = 'P1Y'),
  'a validity that is a number': (policy) => (policy.purposes[0].validity = 24),
  'an explicitness in words': (policy) => (policy.purposes[0].explicit = 'yes'),
  'a region that there is not': (policy) => (policy.regions = ['Bavaria']),
  'a region that is no list': (policy) => (policy.regions = 'EU'),
  'an automated decision that is but a text': (policy) => (policy.automated = 'A program decides.'),
  'terms without a page': (policy) => (policy.forms[0].terms = { text: 'I accept.' }),
  'terms that are ticked beforehand': (policy) => (policy.forms[0].terms = { text: 'I accept.', url: '/t', checked: true }),
  'an age asked for by date': (policy) => (policy.forms[0].age = { ask: 'date' }),
  'an age gate without a question': (policy) => (policy.forms[0].age = { from: 16 }),
  'freshness in words': (policy) => (policy.forms[0].spam = { fresh: 'yes' }),
  'a guard that there is not': (policy) => (policy.forms[0].spam = { captcha: true }),
  'an age in words': (policy) => (policy.forms[0].age = { ask: 'year', from: 'sixteen' }),
  'a text in no language': (policy) => (policy.purposes[0].texts = ['Ja']),
}

for (const [name, change] of Object.entries(mistakes)) test(`${name} does not fit`, () => assert.equal(fits(changed(change)), false))

test('what an editor shows beside a member says what it is', () => {
  const members = [schema, ...Object.values(schema.$defs)].flatMap(({ properties = {} }) => Object.entries(properties))
  assert.ok(members.length > 40)
  for (const [name, { description }] of members) assert.ok(description, name)
})
