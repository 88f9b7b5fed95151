// The glue that wasm-bindgen writes for crates/fields-page, as a function: each part has one of its own. The build says where it lies.
declare module 'fields-glue' {
  export default function make(): Glue

  /** One part of the rules: crates/fields-page/src/lib.rs. */
  export interface Glue {
    init(input: { module_or_path: BufferSource }): Promise<unknown>
    readonly Checker: new () => Checker
    part(kind: string): string
  }

  export interface Checker {
    add(name: string, pack: Uint8Array): boolean
    fields(): Fields
  }

  export interface Fields {
    field(kind: string): number
    rule(field: number, name: string, value: string): boolean
    check(field: number, input: string): number
    scan(input: string): number
    found(what: number): string | undefined
    free(): void
  }
}
