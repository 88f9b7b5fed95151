/** In place of ../beside.ts: what lies beside a script of the package comes as all its files do. */
import * as load from './load'

export function bytes(name: string, integrity: string | undefined): Promise<ArrayBuffer> {
  return load.bytes(load.address(name), integrity)
}

export function texts(name: string): Promise<Readonly<Record<string, string>>> {
  return load.json(load.address(name))
}

export function script<T>(name: string): Promise<T> {
  return load.script(load.address(name))
}

// It stands in for the other.
const exported = (exports: typeof import('./beside')): typeof import('../beside') => exports
void exported
