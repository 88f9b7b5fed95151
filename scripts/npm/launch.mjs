// Starts the program `waxseal` that another package brings for this machine; arguments, streams, signals and exit status are the program's.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { refuse } from './refuse.mjs'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The packages whose program may run here, the best first. A program linked with musl holds all that it needs, so it runs beside glibc, too. */
export function candidates({ platform, arch, glibc }) {
  const name = `@waxseal/cli-${platform}-${arch}`
  if (platform !== 'linux') return [name]
  return glibc ? [name, `${name}-musl`] : [`${name}-musl`]
}

function find() {
  if (process.env.WAXSEAL_BINARY) return process.env.WAXSEAL_BINARY
  const { platform, arch } = process
  const glibc = Boolean(platform === 'linux' && process.report.getReport().header.glibcVersionRuntime)
  const names = candidates({ platform, arch, glibc })
  const require = createRequire(import.meta.url)
  for (const name of names) {
    try {
      const program = join(dirname(require.resolve(`${name}/package.json`)), 'bin', platform === 'win32' ? 'waxseal.exe' : 'waxseal')
      if (existsSync(program)) return program
    } catch {
      // This one is not installed.
    }
  }
  const hint = `install ${names.join(' or ')} (npm leaves it out with --omit=optional), or name a program that you built in WAXSEAL_BINARY`
  return refuse(`there is no program for ${platform}-${arch} beside the package`, hint)
}

export function launch(args) {
  const program = find()
  // The program decides when it ends: this one waits. A signal may come while it is being started.
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal))
  const child = spawn(program, args, { stdio: 'inherit' })
  child.on('error', ({ message }) => refuse(`${program} cannot be started: ${message}`, 'see that WAXSEAL_BINARY, or the package, is for this machine'))
  child.on('exit', (status, signal) => process.exit(signal ? 128 + constants.signals[signal] : status))
}
