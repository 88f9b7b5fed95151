/** Files that lie beside the script that needs them, their hash checked. */
import { own } from './loader/dom'

/** The bytes of a file. */
export async function bytes(name: string, integrity: string | undefined): Promise<ArrayBuffer> {
  return (await fetched(name, integrity)).arrayBuffer()
}

/** A file of texts by name. */
export async function texts(name: string, integrity: string | undefined): Promise<Readonly<Record<string, string>>> {
  return (await fetched(name, integrity)).json() as Promise<Readonly<Record<string, string>>>
}

/** A script, its hash checked as the loader checks those of the modules (loader/load.ts says what engines make of it). */
export async function script<T>(name: string, integrity = ''): Promise<T> {
  const url = place(name).href
  await bytes(name, integrity)
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

function place(name: string): URL {
  return new URL(`./${name}`, import.meta.url)
}

async function fetched(name: string, integrity: string | undefined): Promise<Response> {
  if (!integrity) throw new Error(`no hash is known of ${name}`)
  return fetch(place(name), { integrity, credentials: 'omit' })
}
