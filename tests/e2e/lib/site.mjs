// One owner's set-up: keys, a signed policy, the real receiver, and pages in the folder that it serves.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FlattenedSign, importJWK } from 'jose'
import { dist } from '../../../scripts/lib/project.mjs'
import { startReceiver, waxseal } from './receiver.mjs'

const pages = join(import.meta.dirname, '../pages')

/** The owner's keys: which team opens what. */
const TEAMS = { owner: 'pq', finance: 'compat', partner: 'hpke' }

/** What the page with every choice says, apart from its consent. */
const LANGUAGES = [
  {
    file: 'choices.html',
    lang: 'en',
    dir: 'ltr',
    title: 'Order',
    name: 'Name',
    email: 'Email',
    mobile: 'Mobile number',
    interests: 'What you grow',
    send: 'Order now',
    reset: 'Start over',
  },
  {
    file: 'choices-de.html',
    lang: 'de',
    dir: 'ltr',
    title: 'Bestellen',
    name: 'Name',
    email: 'E-Mail',
    mobile: 'Handynummer',
    interests: 'Was Sie anbauen',
    send: 'Jetzt bestellen',
    reset: 'Von vorn',
  },
  {
    file: 'choices-ar.html',
    lang: 'ar',
    dir: 'rtl',
    title: 'الطلب',
    name: 'الاسم',
    email: 'البريد الإلكتروني',
    mobile: 'رقم الجوال',
    interests: 'ما تزرعه',
    send: 'أرسل الطلب',
    reset: 'ابدأ من جديد',
  },
]

/** Makes the folder, starts the receiver in it, and answers what tests ask of both. */
export async function startSite() {
  const dir = mkdtempSync(join(tmpdir(), 'waxseal-e2e-'))
  const at = (...names) => join(dir, ...names)
  for (const [team, suite] of Object.entries(TEAMS)) waxseal(dir, ['keygen', '--no-passphrase', '--suite', suite, '-o', `${team}.key`])
  waxseal(dir, ['init', '--yes', '--no-passphrase', '--dir', 'init'])
  const policy = fixturePolicy(at)
  writeFileSync(at('policy.json'), policy)
  const signed = waxseal(dir, ['policy', 'sign', '--root', 'init/root.key', '-o', 'signed.json', 'policy.json'])
  const variants = {
    root: signed.match(/[\w-]{43}/)[0],
    otherRoot: createHash('sha256').update('another root').digest('base64url'),
    pin: `sha256-${createHash('sha256').update(policy).digest('base64')}`,
  }
  mkdirSync(at('www'))
  stage(at('www'), variants)
  cpSync(at('policy.json'), at('www/unsigned.json'))
  writeFileSync(at('www/expired.json'), await sign(policy, at('init/root.key'), { exp: now() - 60 }))
  const older = JSON.stringify({ ...JSON.parse(policy), revision: 2 })
  writeFileSync(at('www/older.json'), await sign(older, at('init/root.key'), { exp: now() + 3600 }))
  const receiver = await startReceiver(dir, { policies: ['www/older.json', 'signed.json'], www: 'www', keys: Object.keys(TEAMS).map((team) => `${team}.key`) })
  return { ...receiver, root: variants.root }
}

const now = () => Math.floor(Date.now() / 1000)

/** A signature that `waxseal policy sign` would not make. */
async function sign(policy, rootFile, { exp }) {
  const { d, ...jwk } = JSON.parse(readFileSync(rootFile, 'utf8'))
  const { crv, kty, x, y } = jwk
  const header = { alg: 'ES256', typ: 'waxseal-policy+jws;v=1', jwk: { crv, kty, x, y }, iat: exp - 3600, exp }
  return JSON.stringify(await new FlattenedSign(Buffer.from(policy)).setProtectedHeader(header).sign(await importJWK({ ...jwk, d }, 'ES256')))
}

/** The policy of pages/policy.json with the public keys of teams and owner in it. */
function fixturePolicy(at) {
  const policy = JSON.parse(readFileSync(join(pages, 'policy.json'), 'utf8'))
  policy.signers = JSON.parse(readFileSync(at('init/waxseal.json'), 'utf8')).signers
  policy.keys = { keys: [] }
  policy.recipients = []
  for (const team of Object.keys(TEAMS)) {
    const [key] = JSON.parse(readFileSync(at(`${team}.key.pub.json`), 'utf8')).keys
    policy.keys.keys.push(key)
    policy.recipients.push({ id: team, name: `The ${team}`, kid: key.kid })
  }
  return JSON.stringify(policy)
}

/** The pages, with what only this run knows written into them, and the sign-up page once more for every broken tag. */
function stage(www, { root: thumbprint, otherRoot, pin }) {
  cpSync(dist, www, { recursive: true, preserveTimestamps: true })
  const signed = `data-policy="/waxseal.json" data-root="${thumbprint}"`
  const write = (name, text, tag, head = '') => writeFileSync(join(www, name), text.replace('{{tag}}', tag).replace('{{head}}', head))
  for (const name of readdirSync(pages).filter((name) => name !== 'policy.json')) {
    write(name, readFileSync(join(pages, name), 'utf8'), signed)
  }
  const choices = readFileSync(join(pages, 'choices.html'), 'utf8')
  for (const { file, ...words } of LANGUAGES) {
    write(
      file,
      choices.replace(/\{\{(\w+)\}\}/g, (mark, name) => words[name] ?? mark),
      signed,
    )
  }
  const signup = readFileSync(join(pages, 'signup.html'), 'utf8')
  const tags = {
    'wrong-root': `data-policy="/waxseal.json" data-root="${otherRoot}"`,
    'no-root': 'data-policy="/waxseal.json"',
    expired: `data-policy="/expired.json" data-root="${thumbprint}"`,
    'unsigned-with-root': `data-policy="/unsigned.json" data-root="${thumbprint}"`,
    pinned: `data-policy="/unsigned.json" data-policy-integrity="${pin}"`,
    'capital-pin': `data-policy="/unsigned.json" data-policy-integrity="${pin.replace('sha256', 'SHA256')}"`,
    'min-3': `${signed} data-policy-min="3"`,
    'min-4': `${signed} data-policy-min="4"`,
    'min-words': `${signed} data-policy-min="three"`,
    'wrong-pin': `data-policy="/unsigned.json" data-policy-integrity="sha256-${Buffer.from(otherRoot, 'base64url').toString('base64')}"`,
  }
  for (const [name, tag] of Object.entries(tags)) write(`${name}.html`, signup, tag)
  // A receiver under a path of its own, and a policy past its end.
  const below = signed.replace('/waxseal.json', '/forms/waxseal.json')
  for (const name of ['letters', 'withdraw']) write(`${name}-below.html`, readFileSync(join(pages, `${name}.html`), 'utf8'), below)
  write('withdraw-expired.html', readFileSync(join(pages, 'withdraw.html'), 'utf8'), tags.expired)
  write('no-wasm.html', signup, signed, `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`)
}
