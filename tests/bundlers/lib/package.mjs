// The npm packages as `npm run pack` made them, and the one of the page installed in an application's folder.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { target } from '../../../scripts/lib/project.mjs'
import { here } from '../../../scripts/lib/platforms.mjs'
import { own } from '../../../scripts/lib/package.mjs'

export const tarball = join(target, `packages/waxseal-${own.version}.tgz`)
export const programs = join(target, `packages/waxseal-cli-${here}-${own.version}.tgz`)

/** A copy of the application `name` of apps/ with the package in its node_modules; into `dir` if there is one already. */
export function install(name, dir = mkdtempSync(join(tmpdir(), `waxseal-${name}-`))) {
  const apps = join(import.meta.dirname, '../apps')
  for (const file of ['app.js', 'index.html', name]) cpSync(join(apps, file), file === name ? dir : join(dir, file), { recursive: true })
  cpSync(join(apps, '../../e2e/pages/observe.js'), join(dir, 'observe.js'))
  unpack(join(dir, 'node_modules/waxseal'))
  return dir
}

/** Puts the package into `folder` as npm does. */
export function unpack(folder) {
  mkdirSync(folder, { recursive: true })
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${stderr}\nrun \`npm run pack\` first`)
}
