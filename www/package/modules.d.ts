// Written by scripts/lib/package.mjs: the files of dist/ by name, each a module of its own, or an address that bundlers see.

declare module 'waxseal:modules' {
  export const scripts: Readonly<Record<string, () => Promise<unknown>>>
  export const texts: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>>
}

declare module 'waxseal:urls' {
  export const urls: Readonly<Record<string, () => URL>>
}

declare module 'waxseal:inlined' {
  export const inlined: Readonly<Record<string, () => Promise<{ readonly default: Uint8Array<ArrayBuffer> }>>>
}
