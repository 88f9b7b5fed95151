// The glue that wasm-bindgen writes for crates/fields-page; the build says where it lies.
declare module 'fields-glue' {
  export default function init(input: { module_or_path: BufferSource }): Promise<unknown>

  /** The rules: crates/fields-page/src/lib.rs. */
  export class Fields {
    add(name: string, pack: Uint8Array): boolean
    field(kind: string): number
    rule(field: number, name: string, value: string): boolean
    check(field: number, input: string): number
    scan(input: string): number
    found(what: number): string | undefined
  }
}
