/** What a page's own scripts see of Waxseal: `window.waxseal`, the events, and the same for those who import the package. */

/** Where the policy lies and how it is proven. The script tag says the same with its `data-*` attributes. */
export interface Options {
  /** URL of `waxseal.json`, relative to the page: `data-policy`. */
  readonly policy: string
  /** Thumbprint of the key that signs the policy: `data-root`. */
  readonly root?: string | undefined
  /** Hash of the policy file as in Subresource Integrity, `sha256-…`: `data-policy-integrity`. */
  readonly integrity?: string | undefined
  /** The lowest revision of the policy that the page takes: `data-policy-min`. Not a number is none that any policy has. */
  readonly min?: number | string | undefined
  /** Forms to protect without touching their markup, `form.signup:signup, #news:newsletter`: `data-forms`. */
  readonly forms?: string | undefined
  /** Whether to report requests that carry what was typed, on the console; on the developer's own machine it is done anyway: `data-waxseal-watch`. */
  readonly watch?: boolean | undefined
}

/** What is wrong with one field. Names the field, never what was typed. */
export interface FieldProblem {
  readonly field: string
  readonly code: string
  /** `error` must be mended; of what is `unsure` the person is asked once, and may send it as it is. */
  readonly verdict: 'error' | 'unsure'
}

/** The outcome of checking a form without sending it. */
export interface CheckResult {
  readonly ok: boolean
  readonly fields: readonly FieldProblem[]
}

/** `window.waxseal`. */
export interface Waxseal {
  /** Resolves once module and policy are there and every protected form is sealed. Waits as long as that fails; `waxseal:error` says so. */
  readonly ready: Promise<void>
  /**
   * Protects a form, or every form in a shadow root, now and later. Forms in the document need no call.
   * `policyForm` is for a form without `data-waxseal`.
   */
  protect(formOrRoot: Node, policyForm?: string): void
  /** Checks what is in the form, and shows nothing. */
  check(form: HTMLFormElement): Promise<CheckResult>
  /** Checks the form as a submit would, and gives the sealed envelope, ready to be sent as `application/waxseal+json`. */
  seal(form: HTMLFormElement): Promise<string>
  readonly version: string
}

/** The events of a protected form. They bubble out of shadow roots, and carry no personal value. */
export interface WaxsealEvents {
  /** The form is sealed from now on; `form` is its id in the policy. */
  'waxseal:ready': CustomEvent<{ readonly form: string }>
  /** Somebody sends the form, which is not checked yet; `preventDefault()` stops it. `form` is its id in the policy. */
  'waxseal:submit': CustomEvent<{ readonly form: string }>
  /** Nothing was sent: fields need correcting, or consent, terms or age are missing. */
  'waxseal:invalid': CustomEvent<{ readonly fields: readonly FieldProblem[] }>
  /** An envelope was made. */
  'waxseal:sealed': CustomEvent<{ readonly sid: string; readonly parts: number; readonly bytes: number }>
  /** The receiver answered. */
  'waxseal:sent': CustomEvent<{ readonly sid: string; readonly status: number }>
  /** The person is too young to consent by themselves: nothing they typed is left. A parent's way in can start here. */
  'waxseal:minor': CustomEvent<{ readonly form: string }>
  /** Nothing was sent. The console has the cause and the mend. */
  'waxseal:error': CustomEvent<{ readonly code: string }>
}

/** What is said before {@link start}. */
export interface Settings {
  /** The folder that Waxseal's files are served from, relative to the page, `/waxseal/`: where `npx waxseal copy` put them. */
  readonly base: string | URL
}

/** Says where the files lie if they do not lie where the module expects them. Called before {@link start}. */
export function configure(settings: Settings): void
/** Starts the protection of this page, once. The script tag does this by itself. */
export function start(options: Options): void
export const ready: Waxseal['ready']
export const protect: Waxseal['protect']
export const check: Waxseal['check']
export const seal: Waxseal['seal']
export const version: Waxseal['version']

declare global {
  interface Window {
    /** Set by the script tag. */
    readonly waxseal: Waxseal
  }
  interface HTMLElementEventMap extends WaxsealEvents {}
  interface DocumentEventMap extends WaxsealEvents {}
  interface ShadowRootEventMap extends WaxsealEvents {}
  interface WindowEventMap extends WaxsealEvents {}
}
