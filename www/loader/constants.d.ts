// Filled in by the build (esbuild `define`).

/** The version in package.json. */
declare const WAXSEAL_VERSION: string
/** Subresource Integrity of waxseal-core.js, `sha256-…`. */
declare const CORE_JS_INTEGRITY: string
/** Subresource Integrity of waxseal-core.wasm. */
declare const CORE_WASM_INTEGRITY: string
/** Subresource Integrity of waxseal-fields.js. */
declare const FIELDS_JS_INTEGRITY: string
/** Subresource Integrity of waxseal-fields.wasm. */
declare const FIELDS_WASM_INTEGRITY: string
/** Subresource Integrity of waxseal-consent.js. */
declare const CONSENT_JS_INTEGRITY: string
/** Subresource Integrity of waxseal-mends.json. */
declare const MENDS_INTEGRITY: string
/** Subresource Integrity of waxseal-watch.js. */
declare const WATCH_INTEGRITY: string
/** Subresource Integrity of waxseal-start.js. */
declare const START_INTEGRITY: string
