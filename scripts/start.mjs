// `npm start`: the demo. Builds what is missing, makes a key and a policy, and serves a landing page.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { binary, dist, root } from './lib/project.mjs'
import { main, Problem, programs, run, say } from './lib/run.mjs'

const HOST = '127.0.0.1'
const HELP = `npm start -- [--port N] [--dir D]

Serves the demo landing page on ${HOST}. Sign up there, then open what the database holds with the key.

  --port N   port to listen on (default 4173)
  --dir D    folder for the demo's database, key and policy (default ./demo)

  npm start
  npm start -- --port 8080 --dir /tmp/waxseal-demo
`

function read(args) {
  let values
  try {
    values = parseArgs({ args, options: { port: { type: 'string' }, dir: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values
  } catch (cause) {
    throw new Problem(cause.message, 'npm start -- --help')
  }
  if (values.help) {
    process.stdout.write(HELP)
    return undefined
  }
  const port = Number(values.port ?? 4173)
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Problem(`--port ${values.port} is not a port`, '1 to 65535')
  // npm runs this in the project folder; the person may stand elsewhere.
  return { port, dir: resolve(process.env.INIT_CWD ?? process.cwd(), values.dir ?? join(root, 'demo')) }
}

/** Says so at once if the port is taken, before anything is built. */
const free = (port) =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', ({ code }) => fail(new Problem(`port ${port} on ${HOST} cannot be had: ${code}`, `npm start -- --port ${port + 1}`)))
    probe.listen(port, HOST, () => probe.close(done))
  })

/** Key, policy and web folder of a demo. A key that is there already is kept: it opens what the database holds. */
export async function prepare(dir) {
  const demo = { key: join(dir, 'waxseal.key'), policy: join(dir, 'waxseal.json'), store: join(dir, 'waxseal.db'), www: join(dir, 'www') }
  mkdirSync(dir, { recursive: true })
  if (!existsSync(demo.key)) {
    say(`a demo key in ${demo.key}: without a passphrase, never use it for real people`)
    await run(binary, ['keygen', '--no-passphrase', '-o', demo.key], { quiet: true })
  }
  const policy = JSON.parse(readFileSync(join(root, 'www/demo/policy.template.json'), 'utf8'))
  policy.keys = JSON.parse(readFileSync(`${demo.key}.pub.json`, 'utf8'))
  policy.recipients = [{ id: 'owner', name: policy.controller.name, kid: policy.keys.keys[0].kid }]
  writeFileSync(demo.policy, `${JSON.stringify(policy, null, 2)}\n`)
  rmSync(demo.www, { recursive: true, force: true })
  cpSync(dist, demo.www, { recursive: true, preserveTimestamps: true })
  cpSync(join(root, 'www/demo'), demo.www, { recursive: true, filter: (file) => !/\.template\.json$/.test(file) })
  return demo
}

/** Starts the receiver, says when the page answers, and ends with it. */
async function serve(demo, { port }) {
  const args = [
    'serve',
    '--policy',
    demo.policy,
    '--store',
    `sqlite:${demo.store}`,
    '--listen',
    `${HOST}:${port}`,
    '--www',
    demo.www,
    '--csp',
    'strict',
    '--demo-views',
  ]
  const receiver = spawn(binary, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise((done, fail) => {
    receiver.once('error', fail)
    receiver.once('exit', (code, signal) => done(code ?? signal))
  })
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopping = true
      receiver.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    })
  }
  const url = `http://${HOST}:${port}/`
  if (await Promise.race([answers(url), ended.then(() => false)])) {
    const show = (file) => relative(process.env.INIT_CWD ?? process.cwd(), file) || file
    console.log(`ready ${url}`)
    const command = `${show(binary)} export --store sqlite:${show(demo.store)} | ${show(binary)} open -k ${show(demo.key)}`
    console.log(`\nSign up there, then open what arrived:\n\n  ${command}\n\nCtrl-C stops the demo.`)
  }
  const status = await ended
  if (!stopping) throw new Problem(`the receiver ended with ${status}`)
}

async function answers(url) {
  for (;;) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return true
    await new Promise((later) => setTimeout(later, 100))
  }
}

await main(import.meta, async (args) => {
  const options = read(args)
  if (!options) return
  await free(options.port)
  await build()
  say('building the programs waxseal and waxseal-receiver')
  await programs()
  const demo = await prepare(options.dir)
  await serve(demo, options)
})
