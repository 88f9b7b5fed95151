import { own } from './dom'

/** Why a form cannot be sent, and the mend: for the developer, in the console. */
const mends = {
  'forms-malformed': 'data-forms holds a list of "selector:policy form", as in data-forms="form.signup:signup". Forms it should have named are not protected.',
  'form-unnamed': 'Say which form of the policy this is: data-waxseal="signup" on the form, or protect(form, "signup").',
  'loaded-twice': 'Keep one Waxseal script tag: the second does nothing.',
  'insecure-context': 'Serve the page over https: browsers do no cryptography on http pages.',
  'policy-unnamed': 'Say where the policy is: data-policy="/waxseal.json" on the script tag.',
  'policy-unavailable': 'The URL in data-policy does not answer, or the Content-Security-Policy lacks it in connect-src.',
  'policy-malformed': 'The file at data-policy is not a policy. Publish what `waxseal policy sign` wrote, unchanged.',
  'policy-unsigned': 'Sign the policy with `waxseal policy sign` and set data-root, or pin the file with data-policy-integrity. Without either it works on localhost only.',
  'root-missing': 'The policy is signed: set data-root to the thumbprint that `waxseal policy sign` printed.',
  'root-mismatch': 'The policy is signed by another key than data-root names.',
  'pin-malformed': 'data-policy-integrity holds one hash, sha256-, sha384- or sha512- and base64.',
  'policy-altered': 'The policy is not the one that was signed or pinned. Publish it again; if nobody changed it, find out who did.',
  'policy-expired': 'Sign the policy again with `waxseal policy sign`.',
  'module-unavailable': 'the files waxseal-core.*, waxseal-fields.*, waxseal-consent.js and waxseal-packs/ must lie beside waxseal.js, unchanged and of the same release.',
  'wasm-blocked': "Add 'wasm-unsafe-eval' to script-src in the page's Content-Security-Policy.",
  'wasm-unsupported': 'This browser has WebAssembly switched off, or is too old for it.',
  'timed-out': 'Module and policy took longer than 30 seconds to arrive.',
  'not-ready': 'A script read the form before it could be sealed, and got nothing. Wait for waxseal.ready.',
  'page-failed': 'The sealing module failed. Please report this with the cause.',
} as const

export type Code = keyof typeof mends

/** Why nothing can be sent. `code` never changes between releases. */
export class WaxsealError extends Error {
  override readonly name = 'WaxsealError'

  constructor(
    readonly code: Code,
    readonly cause?: unknown,
  ) {
    super(mends[code])
  }
}

/** Errors of the module carry a code of their own; what has none gets this one. */
export function coded(error: unknown, code: Code): Error & { code: string; cause?: unknown } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? (error as Error & { code: string })
    : new WaxsealError(code, error)
}

const told = new Set<string>()

/** Tells the page's scripts by event and, once for each code, the developer. Neither learns anything personal. */
export function report(error: unknown, forms: Iterable<HTMLFormElement> = []): void {
  const { code, message, cause } = coded(error, 'page-failed')
  if (!told.has(code)) {
    told.add(code)
    console.error(`waxseal: ${code}. Nothing is sent. ${message}`, ...(cause ? [cause] : []))
  }
  for (const form of forms) {
    own(form, 'dispatchEvent')(new CustomEvent('waxseal:error', { bubbles: true, composed: true, detail: { code } }))
  }
}
