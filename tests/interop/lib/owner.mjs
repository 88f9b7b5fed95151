// An owner in a folder of their own, with the `waxseal` program as people run it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { binary } from '../../../scripts/lib/project.mjs'

/** What is sealed everywhere here: text beyond ASCII and a list. */
export const FIELDS = { email: 'ada@example.com', name: 'Ada 😀 "O\'Neil" 李', topics: ['bees', 'trees'] }

/** Makes a key of `suite` and gives it with what an owner does with it. */
export function owner(suite) {
  const dir = mkdtempSync(join(tmpdir(), 'waxseal-interop-'))
  after(() => rmSync(dir, { recursive: true, force: true }))
  const run = (args, input) => spawnSync(process.env.WAXSEAL_BIN ?? binary, args, { cwd: dir, input, encoding: 'utf8' })
  const must = (args, input) => {
    const { status, stdout, stderr } = run(args, input)
    if (status !== 0) throw new Error(`waxseal ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  must(['keygen', '--no-passphrase', '--suite', suite, '-o', 'key'])
  const [jwk] = JSON.parse(readFileSync(join(dir, 'key'), 'utf8')).keys
  const [publicJwk] = JSON.parse(readFileSync(join(dir, 'key.pub.json'), 'utf8')).keys
  return {
    jwk,
    publicJwk,
    /** An envelope of `fields`, sealed to the key. */
    seal: (fields = FIELDS) => JSON.parse(must(['seal', '--to', 'key.pub.json'], JSON.stringify(fields))),
    /** What `waxseal open` makes of an envelope: the record, or what it says on stderr. */
    open: (envelope) => {
      const { status, stdout, stderr } = run(['open', '-k', 'key'], `${JSON.stringify(envelope)}\n`)
      return status === 0 ? JSON.parse(stdout) : stderr
    },
  }
}
