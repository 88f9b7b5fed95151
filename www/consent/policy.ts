/** The policy as it is read here: what the loader proved to be the owner's. The module reads it again, strictly. */

export type Texts = Readonly<Record<string, string>>

/** A sentence of the owner's. */
export interface Sentence {
  readonly text?: string | null
  readonly texts?: Texts | null
}

export interface Party {
  readonly name: string
  readonly address?: string | null
  readonly country?: string | null
  readonly role?: string | null
}

export interface Retention {
  readonly duration?: string | null
  readonly from: string
}

export interface Purpose extends Sentence {
  readonly id: string
  readonly preset?: string | null
  readonly basis?: string | null
  readonly recipients?: readonly string[] | null
  readonly channel?: string | null
  readonly dpv?: string | null
  readonly uses?: readonly string[] | null
  readonly parties?: readonly Party[] | null
  readonly retention?: Retention | null
  readonly validity?: string | null
}

export interface Field {
  readonly name: string
  readonly kind?: string | null
  readonly special?: string | null
  readonly required?: boolean | null
  readonly purposes: readonly string[]
  readonly reason?: string | null
  readonly reasons?: Texts | null
  readonly options?: Readonly<Record<string, string | number | boolean>> | null
}

export interface Terms extends Sentence {
  readonly url: string
}

export interface Age {
  readonly ask: string
  readonly from?: number | null
  readonly parent?: string | null
}

export interface Form {
  readonly id: string
  readonly receiver?: string | null
  readonly clear?: readonly string[] | null
  readonly fields: readonly Field[]
  readonly purposes?: readonly string[] | null
  readonly terms?: Terms | null
  readonly age?: Age | null
}

export interface Controller {
  readonly name: string
  readonly address: string
  readonly country: string
  readonly contact: string
  readonly privacy: string
  readonly dpo?: string | null
  readonly authority?: string | null
}

export interface Policy {
  readonly revision: number
  readonly lang?: string | null
  readonly controller: Controller
  readonly recipients: readonly { readonly id: string; readonly name: string }[]
  readonly purposes: readonly Purpose[]
  readonly forms: readonly Form[]
  readonly regions?: readonly string[] | null
  readonly withdraw?: string | null
  readonly automated?: Sentence | null
}

/** The purposes that `form` asks for and those that its fields serve, in the policy's order. */
export function purposesOf({ purposes }: Policy, form: Form): Purpose[] {
  const serves = (id: string): boolean => form.fields.some((field) => field.purposes.includes(id))
  return purposes.filter(({ id }) => serves(id) || form.purposes?.includes(id))
}

/** The language of texts that name none. */
export function ownLanguage({ lang }: Policy): string {
  return lang ?? 'en'
}
