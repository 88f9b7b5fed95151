/** The second layer: all that the law wants said, opened in place. */
import grounds from '../../crates/core/grounds.json'
import { make } from '../elements'
import type { Fields } from './fields'
import { country, duration, list } from './format'
import { ownLanguage, type Policy, type Purpose } from './policy'
import type { Choice } from './choice'
import { pick, say } from './texts'

/** `<details>` with a list for each purpose, then what holds for all of them. */
export function details(policy: Policy, fields: Fields, choices: readonly Choice[], lang: string): HTMLElement {
  const each = choices.flatMap(({ purpose, text, lang: of }) => [make('p', { part: 'about', lang: of }, text), listed(about(policy, fields, purpose, lang))])
  return make('details', { part: 'details' }, make('summary', { part: 'summary' }, say(lang, 'details')), ...each, listed(common(policy, choices, lang)))
}

/** What holds for one purpose. */
function about(policy: Policy, fields: Fields, purpose: Purpose, lang: string): string[] {
  const { basis, retention, validity, recipients, parties, uses } = purpose
  // The articles are those of European law.
  const european = policy.regions?.some((region) => /^(EU|DE|FR|UK)@/.test(region))
  const readers = policy.recipients.filter(({ id }) => !recipients || recipients.includes(id)).map(({ name }) => name)
  const abroad = new Set((parties ?? []).map(({ country }) => country).filter((code): code is string => !!code && code !== policy.controller.country))
  return [
    say(lang, `details.${european ? 'basis' : 'ground'}.${basis}`),
    ...(european ? grounds.flatMap((ground, i) => special(fields.of(purpose.id, ground), i, lang)) : []),
    ...(retention ? [say(lang, `details.retention.${retention.from}`, { duration: duration(lang, retention.duration ?? '') })] : []),
    ...(validity && basis === 'consent' ? [say(lang, 'details.validity', { duration: duration(lang, validity) })] : []),
    say(lang, 'details.recipients', { recipients: list(lang, readers) }),
    ...(abroad.size
      ? [
          say(lang, 'details.countries', {
            countries: list(
              lang,
              [...abroad].map((code) => country(lang, code)),
            ),
          }),
        ]
      : []),
    ...(uses?.some((use) => /^(sale|sharing)$/.test(use)) ? [say(lang, 'details.sale')] : []),
  ]
}

/** What allows data of a special category: the letter of GDPR art. 9(2). */
function special(fields: readonly string[], ground: number, lang: string): string[] {
  const letter = say(lang, 'details.special.letters').split(' ')[ground] ?? ''
  return fields.length ? [say(lang, 'details.special', { fields: list(lang, fields), letter })] : []
}

function common(policy: Policy, choices: readonly Choice[], lang: string): string[] {
  const { contact, country: code, dpo, authority } = policy.controller
  const machines = policy.automated && pick(policy.automated, ownLanguage(policy), lang)?.text
  return [
    say(lang, 'details.contact', { contact, country: country(lang, code) }),
    ...(dpo ? [say(lang, 'details.dpo', { dpo })] : []),
    say(lang, 'details.rights', { contact }),
    ...(authority ? [say(lang, 'details.authority', { authority })] : []),
    machines ?? say(lang, 'details.automated.none'),
    ...(choices.length ? [say(lang, 'details.proof')] : []),
  ]
}

function listed(lines: readonly string[]): HTMLElement {
  return make('ul', {}, ...lines.map((line) => make('li', {}, line)))
}
