// E-mail addresses and websites against what a browser accepts and what `validator` accepts: where the two agree, so do we.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import validator from 'validator'
import { check } from './lib/checks.mjs'

// HTML Standard, "valid e-mail address".
const HTML = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

const LOCALS = [
  'ada',
  "o'connor",
  'a.b',
  'a..b',
  '.a',
  'a.',
  'a+tag',
  'a/b=c',
  '"a b"',
  'a b',
  'a(b)',
  'ü',
  '李',
  '0',
  '_',
  '-',
  "m*'!%",
  'a@b',
  '',
  'x'.repeat(64),
  'x'.repeat(65),
]
const DOMAINS = [
  'example.com',
  'EXAMPLE.com',
  'mail.example.co.uk',
  'example.museum',
  'xn--bcher-kva.example',
  'bücher.example',
  '例子.中国',
  'a.b.c.d.e.example',
  'example',
  'example.',
  '.example.com',
  'example..com',
  '-a.com',
  'a-.com',
  'ex_ample.com',
  'exa mple.com',
  'example.c',
  'example.123',
  '[192.0.2.1]',
  '192.0.2.1',
  '1.example',
  `${'a'.repeat(63)}.com`,
  `${'a'.repeat(64)}.com`,
  'a.com,',
  'gmial.com',
  'a..',
  '',
  'com',
  'example.com/x',
  'example.xn--p1ai',
]

/** Where the two agree and we do not, and why. */
const EXPLAINED = [
  ['a comma that came along when it was copied is taken off', (input) => input.endsWith(',')],
  ['a full stop at the end is taken off', (input) => /[^.]\.$/.test(input)],
  ['full stops in unusual places are asked about: some Japanese mailboxes are like this', (input) => /^\.|\.\.|\.@/.test(input)],
  ['blanks are asked about, with the address without them', (input) => /\s/.test(input) && !input.includes('"')],
]

test('where browsers and validator agree about an address, so do we', () => {
  const rows = LOCALS.flatMap((local) => DOMAINS.map((domain) => `${local}@${domain}`))
  let agreed = 0
  for (const { input, verdict } of check(rows.map((input) => ({ kind: 'email', input })))) {
    const theirs = [HTML.test(input), validator.isEmail(input, { allow_utf8_local_part: true })]
    if (theirs[0] !== theirs[1] || EXPLAINED.some(([, applies]) => applies(input))) continue
    assert.equal(verdict !== 'error', theirs[0], input)
    agreed += 1
  }
  assert.ok(agreed > 250, `${agreed} rows`)
})

test('where validator and the browser agree about a website, so do we', () => {
  const hosts = [
    'example.com',
    'www.example.museum',
    'EXAMPLE.com',
    'bücher.example',
    'example',
    'exa mple.com',
    '-a.com',
    'a.com:8080',
    'a.com:0',
    'a.com:99999',
    'ada:x@example.com',
    '',
  ]
  const rows = ['', 'http://', 'https://', 'HTTPS://', 'ftp://', 'javascript:', 'data:', 'mailto:', '//'].flatMap((scheme) =>
    hosts.flatMap((host) => ['', '/', '/a b', '/a?b=c#d'].map((path) => scheme + host + path)),
  )
  const options = { protocols: ['http', 'https'], require_protocol: true, disallow_auth: true }
  let agreed = 0
  for (const { input, verdict } of check(rows.map((input) => ({ kind: 'url', input })))) {
    if (!/^[a-z]+:/i.test(input) || /:\d+$/.test(input.split('/')[0])) continue
    const parsed = URL.canParse(input) ? new URL(input) : undefined
    const browser = Boolean(parsed && /^https?:$/.test(parsed.protocol) && parsed.hostname.includes('.') && !parsed.username && parsed.port !== '0')
    if (browser !== validator.isURL(input, options)) continue
    assert.equal(verdict !== 'error', browser, input)
    agreed += 1
  }
  assert.ok(agreed > 150, `${agreed} rows`)
})
