// The real receiver, in a folder of its own, and what its owner does there with the `waxseal` program.
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary } from '../../../scripts/lib/project.mjs'
import { freePort } from './browser.mjs'

/** Runs `waxseal` in `dir` and gives what it prints; throws if it fails. */
export function waxseal(dir, args, input) {
  const { status, stdout, stderr } = spawnSync(binary, args, { cwd: dir, input, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`waxseal ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** Serves the folder `www` of `dir` under `policies`, of which the last is current. The owner opens with `keys`; all three are names in `dir`. */
export async function startReceiver(dir, { policies, www, keys }) {
  const port = await freePort()
  const args = [
    'serve',
    ...policies.flatMap((policy) => ['--policy', policy]),
    '--store',
    'sqlite:waxseal.db',
    '--listen',
    `127.0.0.1:${port}`,
    '--www',
    www,
    '--csp',
    'strict',
  ]
  const receiver = spawn(binary, args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = []
  for (const stream of [receiver.stdout, receiver.stderr]) stream.on('data', (chunk) => log.push(chunk))
  for (let tries = 0; !Buffer.concat(log).includes(`ready http://127.0.0.1:${port}/`); tries += 1) {
    if (tries > 100 || receiver.exitCode !== null) throw new Error(`the receiver did not start: ${Buffer.concat(log)}`)
    await new Promise((later) => setTimeout(later, 100))
  }
  const open = ['open', ...keys.flatMap((key) => ['-k', key])]
  const exported = () => waxseal(dir, ['export', '--store', 'sqlite:waxseal.db'])
  const lines = (text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  return {
    port,
    log: () => Buffer.concat(log),
    /** Everything in the database, opened: `waxseal export | waxseal open`. */
    opened: () => lines(waxseal(dir, open, exported())),
    /** What `waxseal export` prints: sealed. */
    exported,
    /** Who agreed to a purpose, and has not taken it back: `waxseal export | waxseal open --consented`. */
    consented: (purpose) => lines(waxseal(dir, [...open, '--consented', purpose], exported())),
    /** Runs the program in the owner's folder. */
    waxseal: (...args) => waxseal(dir, args),
    /** Writes a file into the owner's folder and gives its path. */
    file(name, text) {
      writeFileSync(join(dir, name), text)
      return join(dir, name)
    },
    /** One envelope, opened. */
    open: (envelope) => lines(waxseal(dir, open, `${envelope}\n`))[0],
    /** Many, in order. */
    openAll: (envelopes) => lines(waxseal(dir, open, envelopes.map((envelope) => `${envelope}\n`).join(''))),
    /** The database as it lies on the disk, with its write-ahead log. */
    database: () =>
      Buffer.concat(
        readdirSync(dir)
          .filter((name) => name.startsWith('waxseal.db'))
          .map((name) => readFileSync(join(dir, name))),
      ),
    stop: () => {
      receiver.kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
