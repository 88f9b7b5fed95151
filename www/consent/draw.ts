/** Draws the first layer, in sight without a click, and what stands around it. Notes what it says, for the record. */
import type { Block } from './block'
import type { Choice } from './choice'
import { details } from './details'
import { make } from '../elements'
import { link } from './dom'
import type { Fields } from './fields'
import { list } from './format'
import { listen } from './natives'
import { say } from './texts'

/** What is needed again after drawing. */
export interface Drawn {
  /** All texts but those of the purposes and the terms. */
  notice?: string
  error?: HTMLElement
  ageError?: HTMLElement
  blocked?: HTMLElement
  showShut?: (shut: boolean) => void
  termsBox?: HTMLInputElement
  termsError?: HTMLElement
}

export function draw(block: Block, fields: Fields, root: ShadowRoot): Drawn {
  const { shared, lang, choices, age, terms, asked } = block
  const { controller } = shared.policy
  const { contact } = controller
  const speak = (key: string, values?: Readonly<Record<string, string>>): string => say(lang, key, values)
  // No part on what ticks when it is pressed: stretched by a style of the page, any press would be a tick.
  const line = (part: string, text: string, attributes = {}): HTMLElement => make('p', { part, ...attributes }, text)
  const has = (control: Choice['control']): boolean => choices.some((choice) => choice.control === control)

  const group = make('div', { part: 'block', role: 'group', 'aria-labelledby': 'controller' })
  const error = line('error', '', { id: 'error', tabindex: '-1' })
  const blocked = make('div', { part: 'blocked', role: 'status', tabindex: '-1' })
  const ageError = age && line('error', '', { id: 'age-error' })
  group.append(line('controller', speak('controller', { controller: controller.name, address: controller.address }), { id: 'controller' }))
  if (age && ageError) group.append(age.place, ageError, blocked)
  choices.forEach((choice, i) => {
    if (choice.control === 'box' && !error.parentNode) group.append(error)
    group.append(purpose(choice, i))
  })
  if (!error.parentNode) group.append(error)
  if (has('box')) group.append(line('small', speak('take-back', { contact })))
  if (has('box') && choices.some(({ control }) => control !== 'box')) group.append(line('small', speak('free')))
  const privacy = link(speak('notice'), new URL(controller.privacy, shared.base).href)
  group.append(make('p', { part: 'small' }, privacy), details(shared.policy, fields, choices, lang))

  const notice = texts(group)
  root.replaceChildren(make('span', { 'data-canvas': '', hidden: '' }), group)
  const shut = age && {
    ageError,
    blocked,
    showShut: (shut: boolean): void => {
      const parent = asked.age?.parent ?? contact
      blocked.replaceChildren(...(shut ? [line('', speak('age.blocked')), line('', speak('age.parent', { contact: parent }))] : []))
    },
  }
  return { notice, error, ...shut, ...(terms && drawTerms()) } as Drawn

  function purpose(choice: Choice, i: number): HTMLElement {
    const { control, purpose, text, lang: of } = choice
    const about: HTMLElement[] = []
    const used = fields.of(purpose.id)
    if (used.length) about.push(line('small', speak('data', { fields: list(lang, used) })))
    const parties = (purpose.parties ?? []).map(({ name }) => name)
    if (parties.length) about.push(line('small', speak('parties', { parties: list(lang, parties) })))
    about.forEach((line, n) => (line.id = `about-${i}-${n}`))
    const box = (words: string, more: Readonly<Record<string, string>> = {}): HTMLElement => {
      const ids = about.map(({ id }) => id).join(' ')
      const box = make('input', { type: 'checkbox', autocomplete: 'off', ...(ids && { 'aria-describedby': ids }) })
      choice.draw(box)
      return make('label', {}, box, make('span', more, words))
    }
    const sentence = control === 'box' ? box(text, { lang: of, 'data-sentence': '' }) : line('sentence', text, { lang: of, 'data-sentence': '' })
    const under = make('div', { part: control === 'box' ? 'under' : 'beside' }, ...about)
    const drawn = make('div', { part: 'purpose' }, sentence, under)
    if (control === 'objection') drawn.append(make('div', { part: 'objection' }, line('', speak('take-back.objection', { contact })), box(speak('objection'))))
    // GDPR art. 21(1) and (4): told apart from the rest, and reasons of one's own are needed, so there is no box.
    if (purpose.basis === 'public-task') drawn.append(line('small', speak('take-back.objection', { contact })))
    if (choice.signal) drawn.append(signal(choice))
    return drawn
  }

  function signal(choice: Choice): HTMLElement {
    const said = line('', speak('signal'), { role: 'status' })
    const button = make('button', { type: 'button' }, speak('signal.decide'))
    const box = make('div', { part: 'signal' }, said, button)
    listen(button, 'click', (event) => {
      if (!block.overrule(choice, event)) return
      said.textContent = speak('signal.decided')
      button.remove()
    })
    return box
  }

  /** Apart from the consent, and never called that: accepting terms is none. */
  function drawTerms(): Drawn {
    const termsBox = make('input', { type: 'checkbox', autocomplete: 'off', 'aria-required': 'true' })
    const termsError = line('error', '', { id: 'terms-error' })
    const sentence = make('span', { lang: terms?.lang ?? lang }, terms?.text ?? '')
    const read = link(speak('terms.read'), new URL(asked.terms?.url ?? '', shared.base).href)
    root.append(make('div', { part: 'terms' }, termsError, make('label', {}, termsBox, sentence), make('p', { part: 'under small' }, read)))
    return { termsBox, termsError }
  }
}

/** The texts of a tree, one a line, without the purposes' own sentences. */
function texts(tree: Element): string {
  const lines: string[] = []
  for (const part of tree.querySelectorAll('p,li,span,a,summary,label,button,option')) {
    const own = !part.matches('[data-sentence],[part~=about]') && !part.querySelector('p,span,a,input,select')
    const text = own ? part.textContent?.trim() : ''
    if (text) lines.push(text)
  }
  return lines.join('\n')
}
