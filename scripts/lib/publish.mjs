// Puts a set of files into a folder so that whoever reads it meanwhile sees each file whole.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { target } from './project.mjs'

/**
 * Makes `folder` hold exactly `files`, {name: bytes or text}. What is there already with these bytes is left alone, so two
 * builds of the same sources beside each other, or beside a server, take nothing from under anybody.
 */
export function publish(folder, files) {
  mkdirSync(target, { recursive: true })
  const drafts = mkdtempSync(join(target, 'publish-'))
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name)
    const bytes = Buffer.from(content)
    if (existsSync(file) && bytes.equals(readFileSync(file))) continue
    mkdirSync(dirname(file), { recursive: true })
    const draft = join(drafts, 'draft')
    writeFileSync(draft, bytes)
    renameSync(draft, file)
  }
  rmSync(drafts, { recursive: true })
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !Object.hasOwn(files, relative(folder, file))) rmSync(file, { force: true })
  }
}
