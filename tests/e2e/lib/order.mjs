// The page with every choice: its sentences, and what people do there again and again.
import { block, filled, words } from './block.mjs'

const controller = 'Example Ltd'

/** The sentences of the purposes of the form `choices`, in the policy's order. */
export const sentences = (lang = 'en') => {
  const preset = (name, parties) => filled(words(lang)[`preset.${name}`], { controller, parties })
  const own = {
    en: 'We email you about goods like those that you bought. You can object at any time.',
    de: 'Wir schreiben Ihnen E-Mails über Waren wie die, die Sie gekauft haben. Sie können jederzeit widersprechen.',
    ar: 'نراسلك بالبريد الإلكتروني بشأن سلع مثل التي اشتريتها. ويمكنك الاعتراض في أي وقت.',
  }
  return {
    letter: preset('newsletter'),
    texts: preset('sms'),
    sharing: preset('partner_sharing', 'Seeds Ltd'),
    similar: own[lang],
    deal: preset('order'),
  }
}

/** The terms, accepted by ticking. */
export const TERMS = 'I accept the terms of sale.'

/** What happens on that page. */
export function order(world) {
  const consent = block(world)
  const ask = sentences()
  const open = async (page = 'choices.html', ...faults) => {
    await world.visit(page, ...faults)
    await world.event('ready')
    await consent.one('[part~=block]')
  }
  /** Fields that appear move the boxes, which WebKit's driver does not wait for. */
  const settled = async () => {
    if (world.engine === 'webkit') await world.stand()
  }
  const tick = async (...some) => {
    for (const sentence of some) await world.press(await consent.box(sentence))
  }
  const send = async () => (await world.find('send')).click()
  /** What was sent, opened. */
  const sent = async () => {
    const { sid } = await world.event('sent')
    return world.site.opened().find((record) => record.sid === sid)
  }
  /** By the purpose's id. */
  const decisions = ({ consent: { purposes } }) => Object.fromEntries(purposes.map((decision) => [decision.id, decision]))
  const given = (record) => Object.fromEntries(record.consent.purposes.map(({ id, given }) => [id, given]))
  const shown = (id) =>
    world.run('return document.getElementById(arguments[0]).checkVisibility?.() ?? document.getElementById(arguments[0]).offsetParent !== null', id)
  /** What has to be mended, as it is said above the form. */
  const summary = () => world.eventually('the summary', () => world.run('return document.querySelector(".waxseal-summary")?.innerText'))
  return { consent, ask, open, tick, send, sent, summary, decisions, given, shown, settled }
}
