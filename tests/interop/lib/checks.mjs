// `waxseal check`, as people run it: questions in, answers out, in order.
import { spawnSync } from 'node:child_process'
import { binary } from '../../../scripts/lib/project.mjs'

/** Answers to all questions, from one process. */
export function check(questions) {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('')
  const { status, stdout, stderr } = spawnSync(process.env.WAXSEAL_BIN ?? binary, ['check'], { input, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(`waxseal check: ${stderr}`)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}
