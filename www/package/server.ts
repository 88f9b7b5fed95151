/** `waxseal` where there is no page: a server that renders the application. Nothing is protected there, as nobody types there. */
import type * as Types from '../types'

export const version = WAXSEAL_VERSION
export const ready = new Promise<void>(() => {})

export function configure(): void {}
export function start(): void {}
export function protect(): void {}

export function check(): Promise<never> {
  return Promise.reject(new Error('waxseal checks forms in a page, not on the server'))
}

export function seal(): Promise<never> {
  return Promise.reject(new Error('waxseal seals forms in a page, not on the server'))
}

const exported = (exports: typeof import('./server')): typeof Types => exports
void exported
