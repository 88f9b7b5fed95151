// Feeds each fuzz target for a few seconds by libFuzzer, guided by coverage. What it looks for is a panic: the crates
// have no unsafe code, so the address sanitizer, which alone needs a nightly compiler, is left out.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, target } from './lib/project.mjs'
import { main, Problem, run, say, which } from './lib/run.mjs'
import { apt, rust } from './setup.mjs'

const TARGETS = ['envelope', 'policy', 'keys', 'strict', 'fields']
const folder = join(target, 'fuzz')

// What cargo-fuzz sets, without the sanitizer.
const FLAGS = [
  '--cfg=fuzzing',
  '-Cpasses=sancov-module',
  ...['level=4', 'inline-8bit-counters', 'pc-table', 'trace-compares'].map((what) => `-Cllvm-args=-sanitizer-coverage-${what}`),
  '-Ccodegen-units=1',
  '-Cdebug-assertions',
]

/** Throws a {@link Problem} that names the input if a target panics. */
export async function fuzz({ seconds = 10 } = {}) {
  await rust()
  if (!which('c++')) await apt(['build-essential'], 'a C++ compiler is missing (libFuzzer is compiled from source)')
  const host = (await run('rustc', ['-vV'], { quiet: true })).match(/host: (\S+)/)[1]
  const args = ['build', '--locked', '--release', '--manifest-path', join(root, 'fuzz/Cargo.toml'), '--target', host]
  await run('cargo', args, { env: { CARGO_ENCODED_RUSTFLAGS: FLAGS.join('\x1f'), CARGO_TARGET_DIR: folder } })
  for (const name of TARGETS) {
    const found = join(folder, 'found', name)
    const corpus = join(folder, 'corpus', name)
    for (const dir of [found, corpus]) mkdirSync(dir, { recursive: true })
    seed(corpus, name)
    say(`fuzzing ${name} for ${seconds} s`)
    const limits = [`-max_total_time=${seconds}`, '-max_len=16384', '-timeout=5', '-rss_limit_mb=1024', `-artifact_prefix=${found}/`]
    await run(join(folder, host, 'release', name), [corpus, ...limits], { quiet: true }).catch(({ message }) => {
      throw new Problem(message.split('\n').slice(-40).join('\n'), `the input is the newest file in ${found}`)
    })
  }
}

/** One input per kind, nearly right, under rules that apply to it. */
const TYPED = [
  ['country=DE', '0151 2345678 ext 9'],
  ['', '+44 (0)20 7946 0958'],
  ['personal=true', 'ada@gmial.com'],
  ['today=2026-11-24\nmin-age=18', '29 February 2004'],
  ['country=GB', 'sw1a 1aa'],
  ['brands=visa', '4242 4242 4242 4242'],
  ['today=2026-11-24', '04/27'],
  ['', 'DE89 3704 0044 0532 0130 00'],
  ['country=ES', 'ESA12345674'],
  ['scheme=it-cf', 'RCCMNL83S18D969H'],
  ['', 'https://example.com:8080/a'],
  ['min=1\nmax=9\nstep=0.5', '1.234,5'],
  ['avoid=ada', 'correct horse'],
]

/** The vectors are what the targets start from: each reader sees sound and nearly sound input at once. */
function seed(corpus, name) {
  if (name === 'fields') TYPED.forEach(([rules, input], i) => writeFileSync(join(corpus, `typed-${i}`), `${rules}\n\n${input}`))
  const vectors = join(root, 'tests/vectors')
  for (const file of readdirSync(vectors).filter((file) => file.endsWith('.json'))) {
    const { open, seal } = JSON.parse(readFileSync(join(vectors, file), 'utf8'))
    const keys = open ? { keys: open.keys } : JSON.parse(seal.policy).keys
    const text = { envelope: open?.envelope, policy: seal?.policy, keys: JSON.stringify(keys), strict: open?.envelope ?? seal.policy }[name]
    if (text) writeFileSync(join(corpus, `vector-${file}`), text)
  }
}

await main(import.meta, async (args) => {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: '10' }, fresh: { type: 'boolean' } } })
  if (values.fresh) rmSync(join(folder, 'corpus'), { recursive: true, force: true })
  await fuzz({ seconds: Number(values.seconds) })
})
