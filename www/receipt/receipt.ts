/** A receipt as the person has it: docs/receipt.md. */

/** The receipt file. */
export interface Receipt {
  readonly v: number
  readonly record: ConsentRecord
  /** The holder's secret key, base64url: whoever has it can take consent back. */
  readonly key?: string
  /** The page where consent is taken back. */
  readonly withdraw?: string
}

/** What was shown and chosen, signed by the holder. */
export interface ConsentRecord {
  readonly v: number
  readonly sid: string
  /** The commitments to the content keys of the envelope's parts. */
  readonly cmt: readonly string[]
  readonly form: string
  readonly lang: string
  readonly mh: string
  readonly iat: number
  readonly created: string
  readonly holder: string
  readonly sig: string
  readonly controller: Controller
  readonly purposes: readonly Decision[]
  readonly age?: string
  readonly dir?: string
  readonly gpc?: boolean
  readonly notice?: Words
  readonly origin?: string
  readonly terms?: Words
}

/** Who is responsible. */
export interface Controller {
  readonly name: string
  readonly address: string
  readonly country: string
  readonly contact: string
  readonly privacy: string
  readonly dpo?: string
  readonly authority?: string
}

/** A text as it was shown. */
export interface Words {
  readonly lang: string
  readonly sha256: string
  readonly text: string
}

/** One purpose: what was shown of it, and what the person decided. */
export interface Decision extends Words {
  readonly id: string
  readonly basis: string
  readonly given: boolean
  readonly time: string
  readonly fields: readonly string[]
  readonly parties?: readonly { readonly name: string }[]
  readonly retention?: { readonly duration?: string }
  readonly validity?: string
  readonly why?: string
}

/** Whether it can be taken back: a consent that was given, or an interest that was not objected to. */
export function revocable({ basis, given }: Decision): boolean {
  return given && (basis === 'consent' || basis === 'legitimate-interest')
}

/** The key of what the person answered, in words. */
export function answer({ basis, given }: Decision): string {
  if (basis === 'consent') return given ? 'yes' : 'no'
  return given ? 'in-use' : 'objected'
}
