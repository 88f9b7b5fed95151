// The glue that wasm-bindgen writes for crates/fields; the build says where it lies.
declare module 'fields-glue' {
  export default function init(input: { module_or_path: BufferSource }): Promise<unknown>

  /** The checks of a form's fields: crates/fields/src/lib.rs. */
  export class Fields {
    speak(lang: string, messages: unknown): void
    add(name: string, pack: Uint8Array): boolean
  }
}

/** Subresource Integrity of the packs that the module knows by name. Filled in by the build. */
declare const PACKS: Readonly<Record<string, string>>
