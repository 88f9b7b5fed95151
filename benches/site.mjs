// The page of the bench as an owner would publish it: the files of dist/, a signed policy with a key of each suite, and the peers.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { FlattenedSign, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { dist, root, target } from '../scripts/lib/project.mjs'

const SHIPPED = ['waxseal.js', 'waxseal-start.js', 'waxseal-core.js', 'waxseal-core.wasm', 'waxseal-fields.js', 'waxseal-fields.wasm', 'waxseal-consent.js']
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' }
// A page of its own, isolated from all others, gets a clock of 5 µs.
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

/** Serves the page on a free port. `sizes` are brotli bytes: ours, and each of `peers` bundled alone. */
export async function startSite(suites, peers) {
  mkdirSync(target, { recursive: true })
  const folder = mkdtempSync(join(target, 'bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const keys = Object.fromEntries(suites.map((suite) => [suite, vectorKey(suite)]))
    await stage(folder, keys, peers)
    const brotli = (name) => brotliCompressSync(readFileSync(join(folder, name))).length
    const sizes = { ours: SHIPPED.reduce((sum, name) => sum + brotli(name), 0) }
    for (const peer of peers) sizes[peer] = brotli(`peers/${peer}.js`)
    const server = createServer((request, response) => serve(folder, request, response))
    const port = await new Promise((done) => server.listen(0, () => done(server.address().port)))
    const stop = () => {
      server.close()
      server.closeAllConnections()
      remove()
    }
    // Each name is a site of its own to the browser: no cache, no compiled code and no process that another has used.
    return { keys, sizes, page: (name) => `http://${name}.localhost:${port}/page.html`, stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** The public key of a test vector: nobody needs to open what is sealed here. */
function vectorKey(suite) {
  const { seal } = JSON.parse(readFileSync(join(root, `tests/vectors/seals_${suite}.json`), 'utf8'))
  return JSON.parse(seal.policy).keys.keys[0]
}

async function stage(folder, keys, peers) {
  for (const name of [...SHIPPED, 'waxseal-packs']) cpSync(join(dist, name), join(folder, name), { recursive: true })
  cpSync(join(import.meta.dirname, 'touch.js'), join(folder, 'touch.js'))
  const { policy, thumbprint } = await signed(policyFor(keys))
  writeFileSync(join(folder, 'waxseal.json'), policy)
  const page = readFileSync(join(import.meta.dirname, 'page.html'), 'utf8')
  writeFileSync(join(folder, 'page.html'), page.replace('{{root}}', thumbprint))
  const entryPoints = ['rounds', 'checks', ...peers.map((name) => `peers/${name}`)].map((name) => join(import.meta.dirname, `${name}.js`))
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none', logLevel: 'warning' }
  await bundle({ entryPoints, outdir: folder, outbase: import.meta.dirname, ...options })
}

/** A form for each key. No box to tick: the purpose is a contract. */
function policyFor(keys) {
  const suites = Object.keys(keys)
  return {
    v: 1,
    revision: 1,
    controller: { name: 'Example Ltd', address: '1 Example Street', country: 'IE', contact: 'privacy@example.com', privacy: '/privacy' },
    keys: { keys: Object.values(keys) },
    recipients: suites.map((suite) => ({ id: suite, name: `The ${suite} team`, kid: keys[suite].kid })),
    purposes: suites.map((suite) => ({ id: suite, basis: 'contract', text: 'We read your message to answer it.', recipients: [suite] })),
    forms: suites.map((suite) => ({ id: suite, fields: [{ name: 'message', purposes: [suite] }] })),
  }
}

async function signed(policy) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { crv, kty, x, y } = await exportJWK(publicKey)
  const jwk = { crv, kty, x, y }
  const iat = Math.floor(Date.now() / 1000)
  const header = { alg: 'ES256', typ: 'waxseal-policy+jws;v=1', jwk, iat, exp: iat + 86_400 }
  const jws = await new FlattenedSign(Buffer.from(JSON.stringify(policy))).setProtectedHeader(header).sign(privateKey)
  return { policy: JSON.stringify(jws), thumbprint: await calculateJwkThumbprint(jwk) }
}

function serve(folder, { url }, response) {
  const { pathname } = new URL(url, 'http://localhost')
  try {
    const body = readFileSync(join(folder, pathname))
    response.writeHead(200, { 'content-type': TYPES[extname(pathname)], 'cache-control': 'max-age=600', ...ISOLATED }).end(body)
  } catch {
    response.writeHead(404).end()
  }
}
