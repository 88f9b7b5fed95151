/** Packs and scripts that are fetched only when they are needed, from where the script that needs them lies. */
import { own } from './loader/dom'

/** Subresource Integrity of the packs and scripts that this one knows by name. Filled in by the build. */
declare const PACKS: Readonly<Record<string, string>>

const fetching = new Map<string, Promise<ArrayBuffer>>()

/** Whether there is a pack of that name. */
export function known(name: string): boolean {
  return Object.prototype.hasOwnProperty.call(PACKS, name)
}

/** A pack, its hash checked. A failed load may be tried again. */
export function pack(name: string, integrity: string | undefined = PACKS[name]): Promise<ArrayBuffer> {
  const asked = fetching.get(name)
  if (asked) return asked
  const coming = load(place(`waxseal-packs/${name}`), integrity)
  fetching.set(name, coming)
  coming.catch(() => fetching.delete(name))
  return coming
}

/** A pack of texts by name. */
export async function table(name: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(new TextDecoder().decode(await pack(name))) as Readonly<Record<string, string>>
}

/** The language of a tag: packs are named by it. */
export function primary(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? ''
}

/** A script, its hash checked as the loader checks those of the modules (www/loader/script.ts says what engines make of it). */
export async function script<T>(name: string): Promise<T> {
  const [url, integrity = ''] = [place(name).href, PACKS[name]]
  await load(place(name), integrity)
  const link = own(document, 'createElement')('link')
  if (link.relList.supports('modulepreload')) await preload(link, url, integrity)
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as T
}

async function preload(link: HTMLLinkElement, url: string, integrity: string): Promise<void> {
  link.rel = 'modulepreload'
  link.integrity = integrity
  link.href = url
  try {
    await new Promise((resolve, reject) => {
      link.onload = resolve
      link.onerror = reject
      own(own(document, 'head'), 'append')(link)
    })
  } finally {
    link.remove()
  }
}

function place(path: string): URL {
  return new URL(`./${path}`, import.meta.url)
}

async function load(url: URL, integrity: string | undefined): Promise<ArrayBuffer> {
  if (!integrity) throw new Error(`no hash is known of ${url.pathname}`)
  const response = await fetch(url, { integrity, credentials: 'omit' })
  return response.arrayBuffer()
}
