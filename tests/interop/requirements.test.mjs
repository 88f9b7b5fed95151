// docs/consent-requirements.md: every requirement has a row, and every test that a row names is there.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../scripts/lib/project.mjs'

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => `R${from + i}`)
const REQUIREMENTS = [...range(1, 29), 'R31', 'R33', 'R35', ...range(37, 40), ...range(47, 49), ...range(51, 59), ...range(62, 64)]
const text = readFileSync(join(root, 'docs/consent-requirements.md'), 'utf8')
const rows = [...text.matchAll(/^\| (R\d+) \| (.*?) \| (.*) \|$/gm)].map(([, id, asks, proof]) => ({ id, asks, proof: proof.split(' <br> ') }))

test('every requirement has one row', () => {
  assert.deepEqual(
    rows.map(({ id }) => id),
    REQUIREMENTS,
  )
})

for (const { id, proof } of rows) {
  test(`${id} is proved by tests that are there`, () => {
    for (const named of proof) {
      const [, file, name] = /^`(.+?)`: (.+)$/.exec(named) ?? assert.fail(named)
      assert.ok(readFileSync(join(root, file), 'utf8').includes(name), named)
    }
  })
}
