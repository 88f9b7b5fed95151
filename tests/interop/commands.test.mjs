// The commands from the packed tarballs, in an empty folder, without a network and without Rust.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { candidates } from '../../scripts/npm/launch.mjs'
import { programs, tarball } from '../bundlers/lib/package.mjs'

const dir = mkdtempSync(join(tmpdir(), 'waxseal-commands-'))
after(() => rmSync(dir, { recursive: true, force: true }))
// Node, npm and a shell; no cargo.
const PATH = [dirname(process.execPath), '/usr/bin', '/bin'].join(':')
const env = { PATH, HOME: dir, npm_config_cache: join(dir, 'cache'), npm_config_update_notifier: 'false' }
const run = (program, args, more = {}) => spawnSync(program, args, { cwd: dir, encoding: 'utf8', timeout: 120_000, env: { ...env, ...more } })

writeFileSync(join(dir, 'package.json'), '{ "private": true }')
const installed = run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball, programs])
const npx = (...args) => run('npx', ['--offline', 'waxseal', ...args])

describe('the commands from npm', () => {
  const program = (text) => {
    const file = join(dir, 'program')
    writeFileSync(file, `#!/bin/sh\n${text}\n`)
    chmodSync(file, 0o755)
    return { WAXSEAL_BINARY: file }
  }
  const launcher = () => join(dir, 'node_modules/waxseal/bin/waxseal.js')

  test('install from the tarballs alone', () => {
    assert.equal(installed.status, 0, installed.stderr)
    assert.notEqual(run('cargo', ['--version']).status, 0, 'cargo is in the way')
  })

  test('--version is that of the package', () => {
    const { version } = JSON.parse(readFileSync(join(dir, 'node_modules/waxseal/package.json'), 'utf8'))
    assert.equal(npx('--version').stdout, `waxseal ${version}\n`)
  })

  test('init makes keys and a policy', () => {
    const { status, stderr } = npx('init', '--yes', '--no-passphrase', '--dir', 'keys')
    assert.equal(status, 0, stderr)
    assert.ok(existsSync(join(dir, 'keys/waxseal.signed.json')))
  })

  test('copy puts the files into a folder, and prints the tag with the hash of what it copied', () => {
    mkdirSync(join(dir, 'public'))
    const { status, stdout, stderr } = npx('copy', 'public/', '--base', '/forms')
    assert.equal(status, 0, stderr)
    const script = readFileSync(join(dir, 'public/waxseal.js'))
    const hash = createHash('sha256').update(script).digest('base64')
    assert.equal(stdout, `<script src="/forms/waxseal.js" integrity="sha256-${hash}" data-policy="/waxseal.signed.json" data-root="…"></script>\n`)
    for (const name of ['waxseal-core.wasm', 'waxseal-core.wasm.br', 'waxseal-packs/tel/20.bin']) assert.ok(existsSync(join(dir, 'public', name)), name)
    // Another release in its place.
    writeFileSync(join(dir, 'public/waxseal.js'), 'old')
    assert.equal(npx('copy', 'public').status, 0)
    assert.ok(readFileSync(join(dir, 'public/waxseal.js')).equals(script))
  })

  for (const [args, message] of [
    [['copy'], /^error: name one folder/],
    [['copy', 'a', 'b'], /^error: name one folder/],
    [['copy', 'nowhere'], /^error: there is no folder nowhere\nhint: /],
    [['copy', 'public', '--base', 'javascript:'], /^error: --base javascript: is no path/],
    [['copy', 'public', '--bas', '/'], /^error: Unknown option '--bas'/],
  ]) {
    test(`waxseal ${args.join(' ')} says what is wrong and ends with status 2`, () => {
      const { status, stdout, stderr } = npx(...args)
      assert.match(stderr, message)
      assert.deepEqual([status, stdout], [2, ''])
    })
  }

  test('without a package of programs the command says which one is missing', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'waxseal-alone-'))
    writeFileSync(join(elsewhere, 'waxseal.mjs'), readFileSync(launcher()))
    const { status, stderr } = run(process.execPath, [join(elsewhere, 'waxseal.mjs'), 'keygen'])
    rmSync(elsewhere, { recursive: true })
    assert.match(stderr, new RegExp(`^error: there is no program for ${process.platform}-${process.arch} .*\nhint: install @waxseal/cli-`))
    assert.equal(status, 2)
  })

  test('arguments, input, output and exit status are the program’s', () => {
    const { status, stdout } = spawnSync(process.execPath, [launcher(), 'a b', '--c'], {
      encoding: 'utf8',
      input: 'in',
      env: { ...env, ...program('printf "%s|" "$@"; cat; exit 7') },
    })
    assert.deepEqual([status, stdout], [7, 'a b|--c|in'])
  })

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    test(`${signal} reaches the program, which may end as it likes`, async () => {
      const name = signal.slice(3)
      const child = spawn(process.execPath, [launcher()], { env: { ...env, ...program(`trap 'exit 5' ${name}; echo up; while :; do sleep 0.1; done`) } })
      await new Promise((up) => child.stdout.once('data', up))
      child.kill(signal)
      assert.equal(await new Promise((end) => child.on('exit', end)), 5)
    })
  }

  test('a program that a signal kills gives 128 and the number of the signal', () => {
    const { status } = run(process.execPath, [launcher()], program('kill -KILL $$'))
    assert.equal(status, 128 + constants.signals.SIGKILL)
  })

  test('on Linux the C library decides, and a program linked with musl runs beside both', () => {
    for (const [machine, names] of [
      [{ platform: 'linux', arch: 'x64', glibc: true }, ['@waxseal/cli-linux-x64', '@waxseal/cli-linux-x64-musl']],
      [{ platform: 'linux', arch: 'arm64', glibc: false }, ['@waxseal/cli-linux-arm64-musl']],
      [{ platform: 'darwin', arch: 'arm64', glibc: false }, ['@waxseal/cli-darwin-arm64']],
      [{ platform: 'win32', arch: 'x64', glibc: false }, ['@waxseal/cli-win32-x64']],
    ]) {
      assert.deepEqual(candidates(machine), names)
    }
  })
})
