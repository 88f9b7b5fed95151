// docs/open.mjs, written from docs/format.md alone, and our own opener read the same envelopes.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { binary, root } from '../../scripts/lib/project.mjs'
import { FIELDS, owner } from './lib/owner.mjs'

const dir = mkdtempSync(join(tmpdir(), 'waxseal-docs-'))
after(() => rmSync(dir, { recursive: true, force: true }))

function shortOpener(keyFile, envelope) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'docs/open.mjs'), keyFile], { input: envelope, encoding: 'utf8' })
  return status === 0 ? JSON.parse(stdout) : stderr
}

for (const map of ['docs/architecture.md', 'CONTRIBUTING.md']) {
  test(`${map} names no file that is not there`, () => {
    const named = [...readFileSync(join(root, map), 'utf8').matchAll(/`((?:\w+\/)[\w./-]*)`/g)].map(([, path]) => path)
    assert.ok(named.length > 5)
    assert.deepEqual(
      named.filter((path) => path !== 'dist/' && !existsSync(join(root, path))),
      [],
    )
  })
}

test('docs/format.md prints its worked example as it is', () => {
  const section = readFileSync(join(root, 'docs/format.md'), 'utf8')
    .split('\n## ')
    .find((text) => text.startsWith('10.'))
  const printed = [...section.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]) => JSON.parse(json))
  for (const name of ['key.json', 'policy.json', 'envelope.json']) {
    const kept = JSON.parse(readFileSync(join(root, 'docs/example', name), 'utf8'))
    assert.ok(
      printed.some((json) => isDeepStrictEqual(json, kept)),
      `${name} is printed otherwise`,
    )
  }
})

describe('docs/receipt.md', () => {
  const document = readFileSync(join(root, 'docs/receipt.md'), 'utf8')
  const worked = join(root, 'docs/example/receipt.json')

  test('prints its worked receipt as it is', () => {
    const [, printed] = document.split('\n## 10.')[1].match(/^```json\n(.*?)^```/ms)
    assert.deepEqual(JSON.parse(printed), JSON.parse(readFileSync(worked, 'utf8')))
  })

  test('has a verifier in it that finds the worked receipt whole, and one with another word not', () => {
    const [, script] = document.split('\n## 9.')[1].match(/^```js\n(.*?)^```/ms)
    writeFileSync(join(dir, 'verify.mjs'), script)
    writeFileSync(join(dir, 'altered.json'), readFileSync(worked, 'utf8').replace('Call me', 'Write to me'))
    const says = (file) => spawnSync(process.execPath, [join(dir, 'verify.mjs'), file], { encoding: 'utf8' }).stdout
    assert.equal(says(worked), 'words: true\nsignature: true\n')
    assert.equal(says(join(dir, 'altered.json')), 'words: false\nsignature: false\n')
  })
})

describe('docs/open.mjs', () => {
  test('opens the worked envelope of the format as waxseal does', () => {
    const [key, file] = ['key.json', 'envelope.json'].map((name) => join(root, 'docs/example', name))
    const { stdout, stderr } = spawnSync(process.env.WAXSEAL_BIN ?? binary, ['open', '-k', key, file], { encoding: 'utf8' })
    assert.ok(stdout, stderr)
    const { sid, form, iat, fields, consent } = JSON.parse(stdout)
    assert.deepEqual(shortOpener(key, readFileSync(file, 'utf8')), { sid, form, iat, fields, consent })
    assert.deepEqual(fields, { email: 'ada@example.com', name: 'Ada Lovelace' })
  })

  for (const suite of ['hpke', 'compat']) {
    const { jwk, seal } = owner(suite)
    const keyFile = join(dir, `${suite}.json`)
    writeFileSync(keyFile, JSON.stringify({ keys: [jwk] }))

    test(`opens a new envelope of the suite ${suite}`, () => {
      assert.deepEqual(shortOpener(keyFile, JSON.stringify(seal())).fields, FIELDS)
    })
  }

  // Node 20 has no ML-KEM, and the script brings none: it says so where nothing else is wrong.
  const NO_KEM = 'this script does not open HPKE-9-KE'
  const NEEDS_KEM = { opens_pq: NO_KEM, low_order_point_pq: NO_KEM }
  const folder = join(root, 'tests/vectors')
  for (const name of readdirSync(folder).flatMap((file) => file.match(/^(.*)\.json$/)?.[1] ?? [])) {
    const { open, ...vector } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
    if (!open) continue
    test(`gives the outcome of the vector ${name}`, () => {
      const keyFile = join(dir, `${name}.json`)
      writeFileSync(keyFile, JSON.stringify({ keys: open.keys }))
      const outcome = shortOpener(keyFile, open.envelope)
      const code = NEEDS_KEM[name] ?? vector.code
      if (code) assert.equal(outcome, `error: ${code}\n`)
      else assert.deepEqual(outcome.fields, vector.fields, outcome)
    })
  }
})
