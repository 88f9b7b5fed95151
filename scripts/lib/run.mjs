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
  return process.env.PATH.split(delimiter).map((folder) => join(folder, program)).find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Runs `program` to its end and gives {status, output}. `onLine` sees every line while all is still shown;
 * `quiet` shows nothing. Never throws for an exit status; see {@link run} for that.
 */
export function attempt(program, args, { cwd = root, env = {}, input, quiet = false, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const piped = quiet || onLine
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    })
    let output = ''
    const watch = (stream, shown) => {
      let rest = ''
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
        if (!quiet) shown.write(text)
        const lines = (rest + text).split('\n')
        rest = lines.pop()
        for (const line of lines) onLine?.(line)
      })
    }
    watch(child.stdout, process.stdout)
    watch(child.stderr, process.stderr)
    if (input !== undefined) child.stdin.end(input)
    child.on('error', (cause) => reject(new Problem(`cannot run ${program}: ${cause.message}`)))
    child.on('close', (status) => resolve({ status: status ?? 1, output }))
  })
}

/** Runs `program` and throws a {@link Problem} unless it succeeds; gives its output when `quiet`. */
export async function run(program, args, options = {}) {
  const { status, output } = await attempt(program, args, options)
  if (status === 0) return output
  throw new Problem(`\`${program} ${args.join(' ')}\` failed with status ${status}${options.quiet ? `:\n${output}` : ''}`, options.hint)
}

/** Says what is being done; everything the scripts say goes to stderr, data to stdout. */
export const say = (text) => process.stderr.write(`› ${text}\n`)

/** Runs a script's main function if the script was called directly, and prints problems for people. */
export async function main(meta, body) {
  if (process.argv[1] !== meta.filename && process.argv[1] !== new URL(meta.url).pathname) return
  try {
    await body(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`error: ${error.message}\n${error.hint ? `hint: ${error.hint}\n` : ''}`)
    process.exitCode = 1
  }
}
