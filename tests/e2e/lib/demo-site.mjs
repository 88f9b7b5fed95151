// The demo, started as a stranger starts it: `npm start`.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binary, root } from '../../../scripts/lib/project.mjs'
import { freePort } from './browser.mjs'

export async function startDemo() {
  const dir = mkdtempSync(join(tmpdir(), 'waxseal-demo-'))
  const port = await freePort()
  const args = ['start', '--silent', '--', '--port', String(port), '--dir', dir]
  const start = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const log = []
  await new Promise((done, fail) => {
    for (const stream of [start.stdout, start.stderr]) {
      stream.on('data', (chunk) => {
        log.push(chunk)
        if (Buffer.concat(log).includes(`ready http://127.0.0.1:${port}/\n`)) done()
      })
    }
    start.once('exit', (status) => fail(new Error(`npm start ended with ${status}: ${Buffer.concat(log)}`)))
  })
  const store = `sqlite:${join(dir, 'waxseal.db')}`
  const shell = (command) => spawnSync('sh', ['-c', command, binary, store, join(dir, 'waxseal.key')], { encoding: 'utf8' })
  return {
    port,
    log: () => Buffer.concat(log),
    /** What `waxseal export` prints: sealed. */
    exported: () => shell('"$0" export --store "$1"').stdout,
    /** The command that the demo tells people to type. */
    opened() {
      const { status, stdout, stderr } = shell('"$0" export --store "$1" | "$0" open -k "$2"')
      if (status !== 0) throw new Error(stderr)
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    },
    database: () =>
      Buffer.concat(
        readdirSync(dir)
          .filter((name) => name.startsWith('waxseal.db'))
          .map((name) => readFileSync(join(dir, name))),
      ),
    async stop() {
      const ended = new Promise((done) => start.once('exit', done))
      // What Ctrl-C does: the whole foreground group gets it.
      process.kill(-start.pid, 'SIGINT')
      await ended
      const answers = await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
      rmSync(dir, { recursive: true, force: true })
      if (answers) throw new Error('the demo still answers after Ctrl-C')
    },
  }
}
