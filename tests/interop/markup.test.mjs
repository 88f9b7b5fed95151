// The markup that we print, in the documents and the demo, is safe by itself: before the script has run, and if it never does.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../scripts/lib/project.mjs'

const read = (file) => readFileSync(join(root, file), 'utf8')
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const pages = readdirSync(join(root, 'www/demo'))
  .filter((name) => name.endsWith('.html'))
  .map((name) => `www/demo/${name}`)

/** Every piece of HTML: the fenced blocks of a document, a whole page. */
const pieces = [
  ...documents.flatMap((file) => [...read(file).matchAll(/^```html\n(.*?)^```/gms)].map(([, html]) => ({ file, html }))),
  ...pages.map((file) => ({ file, html: read(file) })),
]
const every = (pattern) => pieces.flatMap(({ file, html }) => [...html.matchAll(pattern)].map(([text]) => ({ file, text })))
const tags = every(/<script\b[^>]*waxseal\.js[^>]*>/g)
const forms = every(/<form\b[^>]*data-waxseal=.*?<\/form>/gs)
/** A form whose POST is the browser's own, sealed, has names and an action: mode `post`. */
const sendsItself = ({ text }) => /^<form\b[^>]*action="\//.test(text)

test('there is something to look at', () => {
  assert.ok(tags.length >= 7, `${tags.length} tags`)
  assert.ok(forms.filter((form) => !sendsItself(form)).length >= 5, `${forms.length} forms`)
})

test('no tag waits for the page, and one with a root names the signed policy', () => {
  for (const { file, text } of tags) {
    assert.doesNotMatch(text, /\s(?:defer|async)\b/, file)
    if (text.includes('data-root')) assert.match(text, /data-policy="[^"]*\.signed\.json"/, file)
  }
})

test('in a page no other script or style comes before the tag', () => {
  for (const file of pages) {
    const [first] = read(file).match(/<(?:script|link|style)\b[^>]*>/) ?? []
    if (first && read(file).includes('waxseal.js')) assert.match(first, /waxseal\.js/, file)
  }
})

test('a form of mode `send` has nothing that a browser could post, and says what it needs', () => {
  for (const { file, text } of forms.filter((form) => !sendsItself(form))) {
    const named = [...text.matchAll(/<(?:input|select|textarea|button)\b[^>]*\sname="[^>]*>/g)].map(([control]) => control)
    assert.deepEqual(
      named.filter((control) => !/type="radio"/.test(control)),
      [],
      file,
    )
    assert.match(text, /<button\b[^>]* disabled data-waxseal-enable>/, file)
    assert.match(text, /<noscript>/, file)
  }
})
