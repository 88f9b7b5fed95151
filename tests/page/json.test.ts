// JSON as it is signed and as it is read, and bytes as text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode, encode, utf8 } from '../../www/base64'
import { canonical } from '../../www/canonical'
import { fit } from '../../www/shape'

test('members are sorted by UTF-16 code units, and what is absent is left out', () => {
  assert.equal(canonical({ b: 1, a: [true, { d: 'x', c: undefined }], e: null }), '{"a":[true,{"d":"x"}],"b":1}')
  assert.equal(canonical({ '\u{1f600}': 1, '\uffff': 2, é: 3 }), '{"é":3,"\u{1f600}":1,"\uffff":2}')
  assert.equal(canonical('a\u2028"\ud800'), '"a\u2028\\"\ufffd"')
})

test('bytes have one spelling', () => {
  for (const text of ['f', 'fo', 'foo', '\u{1f600}']) assert.deepEqual(decode(encode(utf8(text))), utf8(text))
  for (const spelling of ['', 'AA==', 'AB', 'A', 'AAAAA', 'A A', '+/8', 5, null]) assert.equal(decode(spelling), undefined, String(spelling))
  assert.equal(decode('AAAA', 2), undefined)
})

test('what a file may hold is told member by member', () => {
  const shapes = { file: 'v:1 name:s tags:s*? more:pair? any:n%?', pair: 'left:n right:f?' }
  const read = (value: unknown): string => {
    try {
      fit(shapes, (name, what) => new Error(`${name}: ${what}`), value, 'file')
      return 'ok'
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.equal(read({ v: 1, name: 'a', tags: ['b'], more: { left: 0 }, any: { x: 1 } }), 'ok')
  const rows: readonly [unknown, RegExp][] = [
    [[], /^file: an object/],
    [{ v: 2, name: 'a' }, /^v: this release/],
    [{ v: 1 }, /^name: this member is missing/],
    [{ v: 1, name: null }, /^name: a text/],
    [{ v: 1, name: 'a', tags: {} }, /^tags: a list/],
    [{ v: 1, name: 'a', more: { left: -1 } }, /^left: a whole number/],
    [{ v: 1, name: 'a', more: [] }, /^more: an object/],
    [{ v: 1, name: 'a', any: { x: '1' } }, /^x: a whole number/],
    [{ v: 1, name: 'a', nmae: 'b' }, /^nmae: no such member/],
  ]
  for (const [value, expected] of rows) assert.match(read(value), expected)
})
