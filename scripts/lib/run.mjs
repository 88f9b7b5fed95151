// Runs a program: shown to the person, or captured for the script.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root, tools } from './project.mjs'

// What `cargo install` put beside the build is found like any other program.
process.env.PATH = join(tools, 'bin') + delimiter + process.env.PATH

/** Something a person must mend before the script can go on: printed without a stack trace. */
export class Problem extends Error {
  constructor(message, hint) {
    super(message)
    this.hint = hint
  }
}

/** The full path of a program on PATH, or undefined. */
export function which(program) {
  return process.env.PATH.split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/**
 * Runs `program` to its end and gives {status, stdout, stderr}. All of it is shown, and kept as well with `keep`;
 * `quiet` keeps and does not show. Never throws for an exit status; see {@link run} for that.
 */
export function attempt(program, args, { cwd = root, env = {}, input, quiet = false, keep = quiet } = {}) {
  return new Promise((resolve, reject) => {
    const outputs = keep ? 'pipe' : 'inherit'
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', outputs, outputs],
    })
    const kept = { stdout: '', stderr: '' }
    for (const name of Object.keys(kept)) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        kept[name] += text
        if (!quiet) process[name].write(text)
      })
    }
    child.stdin?.end(input)
    child.on('error', (cause) => reject(new Problem(`cannot run ${program}: ${cause.message}`)))
    child.on('close', (status) => resolve({ status: status ?? 1, ...kept }))
  })
}

/** Runs `program` and throws a {@link Problem} unless it succeeds; gives its stdout when that is kept. */
export async function run(program, args, options = {}) {
  const { status, stdout, stderr } = await attempt(program, args, options)
  if (status === 0) return stdout
  throw new Problem(`\`${program} ${args.join(' ')}\` failed with status ${status}${options.quiet ? `:\n${stderr}` : ''}`, options.hint)
}

/** Builds `waxseal`, and beside it the program that `waxseal serve` starts. */
export const programs = (options = []) => run('cargo', ['build', '--locked', '--release', '-p', 'waxseal-cli', '-p', 'waxseal-receiver', '--bins', ...options])

/** Says what is being done; everything the scripts say goes to stderr, data to stdout. */
export const say = (text) => process.stderr.write(`› ${text}\n`)

/** Prints what went wrong: a {@link Problem} in words, anything else with its stack. */
export function explain(error) {
  const hint = error.hint ? `hint: ${error.hint}\n` : ''
  process.stderr.write(error instanceof Problem ? `error: ${error.message}\n${hint}` : `${error.stack}\n`)
}

/** Runs a script's main function if the script was called directly. */
export async function main(meta, body) {
  if (process.argv[1] !== meta.filename) return
  try {
    await body(process.argv.slice(2))
  } catch (error) {
    explain(error)
    process.exitCode = 1
  }
}
