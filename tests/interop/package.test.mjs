// The npm package as npm packs it: its files, its ways in, its types, its bytes.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, describe, test } from 'node:test'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { isCopy } from '../../scripts/lib/compress.mjs'
import { dist, root, target } from '../../scripts/lib/project.mjs'
import { pack } from '../../scripts/pack.mjs'
import { install, tarball } from '../bundlers/lib/package.mjs'

const work = mkdtempSync(join(tmpdir(), 'waxseal-package-'))
const folder = join(target, 'package')
const app = install('esbuild')
after(() => [work, app].map((dir) => rmSync(dir, { recursive: true })))

const filesOf = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort()

/** What a program prints that stands in the application's folder. */
function node(source) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { cwd: app, encoding: 'utf8', timeout: 20_000 })
  assert.equal(status, 0, stderr)
  return stdout.trim()
}

describe('the npm package', () => {
  test('holds every file that a page loads, as the build made it', () => {
    const built = filesOf(dist).filter((name) => !isCopy(name) && !name.endsWith('.d.ts'))
    assert.ok(built.includes('waxseal-core.wasm'))
    assert.deepEqual(filesOf(join(folder, 'files')), built)
    for (const name of built) assert.ok(readFileSync(join(folder, 'files', name)).equals(readFileSync(join(dist, name))), name)
  })

  test('packs all that its folder holds, and runs nothing when it is installed', () => {
    const { stdout } = spawnSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    const packed = stdout.trim().split('\n')
    assert.deepEqual(packed.map((name) => name.replace(/^package\//, '')).sort(), filesOf(folder))
    const { scripts, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    assert.deepEqual([scripts, dependencies], [undefined, undefined])
  })

  test('is the same bytes when it is packed again', async () => {
    const again = await pack(work)
    assert.ok(readFileSync(again).equals(readFileSync(tarball)))
  })

  test('has nothing that publint objects to', async () => {
    const { messages, pkg } = await publint({ pkgDir: folder, strict: true })
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    )
  })

  test('has types that TypeScript finds from modules and from bundlers', () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const { status, stdout } = spawnSync(process.execPath, [attw, tarball, '--profile', 'esm-only', '--no-color'], { encoding: 'utf8' })
    assert.equal(status, 0, stdout)
    assert.match(stdout, /"waxseal\/react"/)
  })

  test('names each file of bytes by one address that bundlers see', () => {
    const modules = filesOf(join(folder, 'module')).map((name) => readFileSync(join(folder, 'module', name), 'utf8'))
    const named = modules.flatMap((text) => [...text.matchAll(/new URL\("\.\.\/files\/([^"]+)",import\.meta\.url\)/g)].map(([, name]) => name))
    assert.deepEqual(
      named.sort(),
      filesOf(join(folder, 'files')).filter((name) => /\.(wasm|bin)$/.test(name)),
    )
  })

  test('can be imported where there is no page, and protects nothing there', () => {
    for (const way of ['waxseal', 'waxseal/inline']) {
      const source = `import * as waxseal from '${way}'
        waxseal.configure({ base: '/' })
        waxseal.start({ policy: '/waxseal.json' })
        const refusal = await waxseal.seal({}).catch(({ message }) => message)
        console.log(Object.keys(waxseal).sort().join(), refusal)`
      assert.equal(node(source), 'check,configure,protect,ready,seal,start,version waxseal seals forms in a page, not on the server')
    }
  })
})
