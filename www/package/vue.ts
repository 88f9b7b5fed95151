/** `waxseal/vue`: a form that Vue renders and Waxseal protects. `start()` of `waxseal` is called once, where the application starts. */
import { defineComponent, h, onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import { hear, LOADING, SAFE, type FormState } from './events.js'

export type { FormState }

/** What to bind to a `<form>` with `v-bind`, and what became of it. */
export interface Protected {
  readonly props: { readonly ref: (element: unknown) => void; readonly 'data-waxseal': string; readonly action: string; readonly method: string }
  readonly state: Readonly<ShallowRef<FormState>>
}

/** Protects a form as `form`, its id in the policy. */
export function useWaxseal(form: string): Protected {
  const state = shallowRef(LOADING)
  let heard: unknown
  let stop = (): void => {}
  const ref = (element: unknown): void => {
    if (element === heard) return
    stop()
    heard = element
    stop = element ? hear(element as HTMLFormElement, (next) => void (state.value = next)) : () => {}
  }
  onBeforeUnmount(() => stop())
  return { props: { ...SAFE, ref, 'data-waxseal': form }, state }
}

/** `<WaxsealForm form="signup">`: fields and button in its slot, which gets `state`, protected. */
export const WaxsealForm = defineComponent({
  name: 'WaxsealForm',
  props: { form: { type: String, required: true } },
  setup(given, { slots }) {
    // biome-ignore lint/correctness/useHookAtTopLevel: it is Vue's composable, not React's hook.
    const { props, state } = useWaxseal(given.form)
    return () => h('form', { ...props, 'data-waxseal': given.form }, slots.default?.({ state: state.value }))
  },
})
