/** The receipt as a page to keep and to read: one file, no script in it, the receipt itself at its end. */
import { make, type Child } from './dom'
import { answer, type Controller, type Decision, type Receipt, type Words } from './receipt'
import { PAGE_STYLE } from './style'
import type { Texts } from './texts'

type Row = readonly [key: string, value: Child | undefined]

const EMBEDDED = /<pre\b[^>]*\bid="waxseal-receipt"[^>]*>([^<]*)<\/pre>/

/** The receipt that a saved page holds, if it is one. */
export function embedded(html: string): string | undefined {
  // By its letters, not by a parser: a page whose scripts must be trusted types has none for markup.
  return EMBEDDED.exec(html)?.[1]
}

/** Writes the page. */
export function readable(texts: Texts, receipt: Receipt, link: string): string {
  const { record, key } = receipt
  const title = texts.say('receipt')
  const { controller, notice, terms } = record
  const rows: Row[] = [
    ['receipt.date', texts.time(record.created)],
    ['receipt.controller', responsible(controller, record.origin)],
    ['receipt.form', code(record.form)],
    ['receipt.number', code(record.sid)],
    ['receipt.age', record.age && code(record.age)],
  ]
  const signal = record.purposes.some(({ why }) => why === 'signal') ? [make('p', {}, texts.say('receipt.signal'))] : []
  const takeBack = [make('p', {}, texts.say('receipt.take-back')), make('p', {}, anchor(link)), make('p', {}, texts.say('warning'))]
  const json = make('pre', { id: 'waxseal-receipt', dir: 'ltr', translate: 'no' }, plain(JSON.stringify(receipt, null, 1)))
  const proof = [make('p', {}, texts.say('receipt.proof.words')), make('details', {}, make('summary', {}, 'JSON'), json)]
  const parts: Child[] = [
    make('h1', {}, title),
    table(texts, rows),
    section(texts.say('receipt.purposes'), ...record.purposes.map((decision) => purpose(texts, decision)), ...signal),
    ...(notice ? [section(texts.say('receipt.shown'), quote(notice))] : []),
    ...(terms ? [section(texts.say('receipt.terms'), quote(terms))] : []),
    ...(key && link ? [section(texts.say('withdraw'), ...takeBack)] : []),
    section(texts.say('receipt.proof'), ...proof),
  ]
  return serialise(title, texts, parts)
}

function serialise(title: string, { lang, dir }: Texts, parts: readonly Child[]): string {
  const head = make(
    'head',
    {},
    make('meta', { charset: 'utf-8' }),
    // Nothing in it runs, and nothing is fetched.
    make('meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" }),
    make('meta', { name: 'viewport', content: 'width=device-width' }),
    make('meta', { name: 'referrer', content: 'no-referrer' }),
    make('title', {}, title),
    make('style', {}, PAGE_STYLE),
  )
  // In no document: in one, the page's own content security policy would have a say about its style.
  const page = make('html', { lang, dir }, head, make('body', {}, make('main', {}, ...parts)))
  return `<!doctype html>\n${new XMLSerializer().serializeToString(page)}\n`
}

function purpose(texts: Texts, decision: Decision): HTMLElement {
  const { fields, parties = [], retention, validity } = decision
  const rows: Row[] = [
    [answer(decision), texts.time(decision.time)],
    ['receipt.data', texts.list(fields)],
    ['receipt.parties', texts.list(parties.map(({ name }) => name))],
    ['receipt.kept', retention?.duration && texts.duration(retention.duration)],
    ['receipt.valid', validity && texts.duration(validity)],
  ]
  return make('section', {}, quote(decision), table(texts, rows))
}

function table(texts: Texts, rows: readonly Row[]): HTMLElement {
  const cells = rows.flatMap(([key, value]) => (value ? [make('dt', {}, texts.say(key)), make('dd', {}, value)] : []))
  return make('dl', {}, ...cells)
}

function section(title: string, ...children: Child[]): HTMLElement {
  return make('section', {}, make('h2', {}, title), ...children)
}

function quote({ lang, text }: Words): HTMLElement {
  return make('blockquote', { lang, dir: 'auto' }, text)
}

function responsible({ name, address, country, contact, privacy, dpo, authority }: Controller, origin = ''): Node {
  const lines = [name, `${address}, ${country}`, contact, dpo, authority, privacy && absolute(privacy, origin)]
  const nodes = lines.flatMap((line) => (line ? [make('br'), alone(line)] : []))
  return make('span', {}, ...nodes.slice(1))
}

function absolute(url: string, origin: string): string {
  try {
    return new URL(url, origin || undefined).href
  } catch {
    return url
  }
}

/** What is written from left to right in every language. */
function code(text: string): Node {
  return make('bdi', { dir: 'ltr' }, text)
}

/** A text whose script does not change the order of what is around it. */
function alone(text: string): Node {
  return make('bdi', {}, anchor(text))
}

/** An address as a link, if it is one that is safe to follow; other texts as they are. */
export function anchor(text: string): Child {
  if (/^https?:\/\/\S+$/i.test(text)) return make('a', { href: text, rel: 'noreferrer' }, text)
  return /^[^\s@:/]+@[^\s@:/]+$/.test(text) ? make('a', { href: `mailto:${text}` }, text) : text
}

/** Without characters that any serialiser writes in another way: the receipt is found by its letters. */
function plain(json: string): string {
  return json.replace(/[<>&\u00a0\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
