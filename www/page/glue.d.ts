// The glue that wasm-bindgen writes for src/; the build says where it lies.
declare module 'core-glue' {
  export default function init(input: { module_or_path: BufferSource }): Promise<unknown>

  /** Seals under one policy: src/lib.rs. */
  export class Sealer {
    constructor(policy: unknown, bytes: Uint8Array)
    mh(): string
    form(id: string): Sealing | undefined
  }

  /** Seals one form: src/form.rs. Lists of names are parted by U+0000, purposes by spaces, pairs by line ends. */
  export class Sealing {
    posts(): boolean
    receiver(): string
    after(lang: string): string
    sent(given: string): string
    strays(given: string, names: string, kinds: string, gone: string): string
    lacking(given: string): Uint8Array
    fill(given: string, points: Uint8Array, agreed: Uint8Array): string
    pairs(given: string): string
    seal(pair: string, iat: number, written: string, answers: string[]): string
  }

  export function fingerprint(version: number, answers: string[]): string
  export function mayBeRandom(): boolean
}
