/** `waxseal/react`: a form that React renders and Waxseal protects. `start()` of `waxseal` is called once, where the application starts. */
import { createElement, useCallback, useRef, useState, type ComponentProps, type ReactElement, type RefCallback } from 'react'
import { hear, LOADING, SAFE, type FormState } from './events.js'

export type { FormState }

/** What to spread on a `<form>`, and what became of it. */
export interface Protected {
  readonly props: { readonly ref: RefCallback<HTMLFormElement>; readonly 'data-waxseal': string; readonly action: string; readonly method: string }
  readonly state: FormState
}

/** Protects a form as `form`, its id in the policy. */
export function useWaxseal(form: string): Protected {
  const [state, tell] = useState(LOADING)
  const stop = useRef<(() => void) | undefined>(undefined)
  const ref = useCallback((element: HTMLFormElement | null) => {
    stop.current?.()
    stop.current = element ? hear(element, tell) : undefined
  }, [])
  return { props: { ...SAFE, ref, 'data-waxseal': form }, state }
}

/** The form's own attributes, and how they differ from those of `<form>`. */
export interface WaxsealFormProps extends Omit<ComponentProps<'form'>, 'form' | 'action' | 'method' | 'ref' | 'children'> {
  /** The form's id in the policy. */
  readonly form: string
  /** Fields and button, or a function of the state that gives them. */
  readonly children?: ComponentProps<'form'>['children'] | ((state: FormState) => ComponentProps<'form'>['children'])
}

/** `<WaxsealForm form="signup">`: fields and button inside, protected. */
export function WaxsealForm({ form, children, ...rest }: WaxsealFormProps): ReactElement {
  const { props, state } = useWaxseal(form)
  return createElement('form', { ...rest, ...props }, typeof children === 'function' ? children(state) : children)
}
