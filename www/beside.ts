/** Files that lie beside the script that needs them, their hash checked. */
import { preload } from './loader/preload'

/** The bytes of a file. */
export async function bytes(name: string, integrity: string | undefined): Promise<ArrayBuffer> {
  return (await fetched(name, integrity)).arrayBuffer()
}

/** A file of texts by name. */
export async function texts(name: string, integrity: string | undefined): Promise<Readonly<Record<string, string>>> {
  return (await fetched(name, integrity)).json() as Promise<Readonly<Record<string, string>>>
}

/** A script, its hash checked as the loader checks those of the modules. */
export async function script<T>(name: string, integrity = ''): Promise<T> {
  const url = place(name).href
  await bytes(name, integrity)
  await preload(url, integrity)
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)) as T
}

function place(name: string): URL {
  return new URL(`./${name}`, import.meta.url)
}

async function fetched(name: string, integrity: string | undefined): Promise<Response> {
  if (!integrity) throw new Error(`no hash is known of ${name}`)
  return fetch(place(name), { integrity, credentials: 'omit' })
}
