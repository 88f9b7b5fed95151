// The glue that wasm-bindgen writes for crates/fields; the build says where it lies.
declare module 'fields-glue' {
  export default function init(input: { module_or_path: BufferSource }): Promise<unknown>

  /** The rules: crates/fields/src/lib.rs. */
  export class Fields {
    infer(traits: string): string
    attributes(kind: string): string
    speak(lang: string, messages: unknown): void
    lang(): string
    add(name: string, pack: Uint8Array): boolean
    field(kind: string): number
    rule(field: number, name: string, value: string): boolean
    check(field: number, input: string): number
    scan(input: string): number
    code(): string | undefined
    value(): string | undefined
    suggestion(): string | undefined
    wants(): string | undefined
    message(label: string): string | undefined
    text(key: string, placeholder: string, argument: string): string
  }
}

/** Subresource Integrity of the packs that the module knows by name. Filled in by the build. */
declare const PACKS: Readonly<Record<string, string>>
