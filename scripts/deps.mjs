// Checks licences, sources and duplicates of all dependencies, crates and npm packages, against deny.toml.
// What cargo-deny checks for crates, without compiling it first; advisories need its database and stay with it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/project.mjs'
import { main, Problem, run, say } from './lib/run.mjs'
import { nodeModules } from './setup.mjs'

const WORKSPACES = ['Cargo.toml', 'fuzz/Cargo.toml']

/** Throws a {@link Problem} that lists every dependency deny.toml does not allow. */
export async function deps() {
  await nodeModules()
  const { parse } = await import('smol-toml')
  const rules = parse(readFileSync(join(root, 'deny.toml'), 'utf8'))
  const crates = (await Promise.all(WORKSPACES.filter((file) => existsSync(join(root, file))).map(cratesOf))).flat()
  const packages = npmPackages()
  const wrong = [...licences([...crates, ...packages], rules), ...sources(crates), ...duplicates(crates, rules), ...lockFile()]
  if (wrong.length > 0) throw new Problem([...new Set(wrong)].sort().join('\n'), 'replace the dependency, or allow it in deny.toml and say why')
  say(`${crates.length} crates and ${packages.length} npm packages: licences, sources and versions are as deny.toml wants them`)
}

async function cratesOf(manifest) {
  const args = ['metadata', '--locked', '--format-version', '1', '--all-features', '--manifest-path', join(root, manifest)]
  const { packages, resolve } = JSON.parse(await run('cargo', args, { quiet: true }))
  const needs = new Map(resolve.nodes.map(({ id, dependencies }) => [id, dependencies]))
  return packages.map(({ id, name, version, license, source }) => ({ manifest, id, name, version, license, source, needs }))
}

function npmPackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { version, license }]) => ({ name: path.replace(/^.*node_modules\//, ''), version, license }))
}

const licences = (all, { licenses }) =>
  all.flatMap(({ name, version, license }) => {
    const own = (licenses.exceptions ?? []).filter((exception) => exception.crate === name).flatMap((exception) => exception.allow)
    return license && allows(license, new Set([...licenses.allow, ...own])) ? [] : `${name} ${version}: licence ${license ?? 'not stated'}`
  })

/** Whether an SPDX expression can be met with the allowed licences; AND binds tighter than OR. */
export function allows(expression, allowed) {
  // Cargo's old way to write OR.
  const tokens = expression.replaceAll('/', ' OR ').match(/[()]|[^()\s]+/g)
  const either = () => {
    let met = both()
    while (tokens[0] === 'OR') met = (tokens.shift(), both()) || met
    return met
  }
  const both = () => {
    let met = one()
    while (tokens[0] === 'AND') met = (tokens.shift(), one()) && met
    return met
  }
  const one = () => {
    let name = tokens.shift()
    if (name === '(') {
      const met = either()
      tokens.shift()
      return met
    }
    if (tokens[0] === 'WITH') name += ` ${tokens.shift()} ${tokens.shift()}`
    return allowed.has(name)
  }
  return either()
}

const sources = (crates) =>
  crates
    .filter(({ source }) => source !== null && !/^(registry|sparse)\+/.test(source))
    .map(({ name, version, source }) => `${name} ${version}: comes from ${source}, not from the registry`)

/** Crates of which a workspace has two versions, apart from those in `skip` and those below a crate in `skip-tree`. */
function duplicates(crates, { bans }) {
  const named = (list, { name, version }) => (list ?? []).some(({ crate }) => crate === name || crate === `${name}@${version}`)
  const below = new Set()
  const descend = (id, needs) => {
    for (const next of needs.get(id) ?? []) if (!below.has(next)) descend((below.add(next), next), needs)
  }
  for (const crate of crates) if (named(bans['skip-tree'], crate)) descend(crate.id, crate.needs)
  const versions = new Map()
  for (const crate of crates.filter((crate) => !below.has(crate.id) && !named(bans.skip, crate))) {
    const key = `${crate.manifest} ${crate.name}`
    versions.set(key, [...(versions.get(key) ?? []), crate.version])
  }
  return [...versions].filter(([, found]) => found.length > 1).map(([key, found]) => `${key.split(' ')[1]}: versions ${found.join(', ')}`)
}

/** The lock file names versions and hashes, and no registry: whichever one a machine has serves the same bytes. */
const lockFile = () => (readFileSync(join(root, 'package-lock.json'), 'utf8').includes('"resolved"') ? ['package-lock.json names a registry host'] : [])

await main(import.meta, deps)
