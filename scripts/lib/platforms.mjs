// The npm packages that bring the programs, one for each kind of machine; npm installs the one that fits.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, root } from './project.mjs'

/** As Node names systems and processors; on Linux with the C library, where glibc goes without saying. */
export const PLATFORMS = ['linux-x64', 'linux-x64-musl', 'linux-arm64', 'linux-arm64-musl', 'darwin-arm64', 'darwin-x64', 'win32-x64']

export const packageOf = (platform) => `@waxseal/cli-${platform}`

const { platform, arch } = process
const glibc = platform === 'linux' && process.report.getReport().header.glibcVersionRuntime

/** This machine. */
export const here = `${platform}-${arch}${platform === 'linux' && !glibc ? '-musl' : ''}`

/** The package of this machine's programs, as `cargo build --release` made them. */
export function programFiles() {
  const ending = platform === 'win32' ? '.exe' : ''
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const manifest = {
    name: packageOf(here),
    version: own.version,
    description: `The programs of waxseal for ${here}`,
    license: own.license,
    os: [platform],
    cpu: [arch],
    ...(platform === 'linux' && { libc: [glibc ? 'glibc' : 'musl'] }),
    preferUnplugged: true,
    files: ['bin', 'LICENSE-*', 'NOTICE'],
  }
  const programs = ['', '-receiver'].map((name) => [`bin/waxseal${name}${ending}`, readFileSync(`${binary}${name}${ending}`)])
  const texts = ['LICENSE-APACHE', 'LICENSE-MIT', 'NOTICE'].map((name) => [name, readFileSync(join(root, name))])
  return { 'package.json': `${JSON.stringify(manifest, null, 2)}\n`, ...Object.fromEntries([...programs, ...texts]) }
}
