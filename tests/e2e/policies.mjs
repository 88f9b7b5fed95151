// Whatever a sound policy says, its page asks freely: tests/policies/random.json has thirty made at random, which lint passes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../../scripts/lib/project.mjs'
import { block, filled, words } from './lib/block.mjs'

const read = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))
const engine = process.env.WAXSEAL_ENGINE ?? 'chromium'
const share = ['chromium', 'firefox', 'webkit'].indexOf(engine)

export function policies(world) {
  const all = read('tests/policies/random.json')
  const { presets } = read('crates/core/presets.json')

  /** Opens a page with every form of a policy. */
  async function show(policy) {
    const send = (type, body) => (_, response) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    await world.visit(
      'random.html',
      { path: /^\/random\.html/, answer: send('text/html', page(policy)) },
      { path: /^\/random\.json/, answer: send('application/json', JSON.stringify(policy)) },
    )
  }
  const keysOf = () => fetch(`${world.proxy.origin}/unsigned.json`).then((answer) => answer.json())

  test('a public task says how to object and has no box, and data of a special category says what allows it', async () => {
    const { keys, recipients } = await keysOf()
    const retention = { duration: 'P1Y', from: 'purpose-end' }
    await show({
      v: 1,
      revision: 1,
      controller: {
        name: 'Town Council',
        address: '1 Example Street, Dublin',
        country: 'IE',
        contact: 'privacy@example.com',
        privacy: '/privacy',
        authority: 'DPC',
      },
      accepted: { 'special-category': { because: 'By statute.', by: 'Ada', on: '2026-11' } },
      keys,
      recipients,
      purposes: [
        { id: 'permit', basis: 'public-task', text: 'We use this to process your application for a permit.', retention },
        { id: 'rescue', basis: 'vital-interests', text: 'We call whom you name if you fall.', retention },
      ],
      forms: [
        {
          id: 'permit',
          fields: [
            { name: 'email', kind: 'email', purposes: ['permit', 'rescue'] },
            { name: 'illness', kind: 'text', special: 'public-interest', purposes: ['permit'] },
          ],
        },
      ],
    })
    const consent = block(world)
    const say = words('en')
    await world.eventually('the block', async () => (await consent.texts('[part~=purpose]')).length === 2)
    const [permit, rescue] = await consent.texts('[part~=purpose]')
    const objection = filled(say['take-back.objection'], { contact: 'privacy@example.com' })
    assert.ok(permit.includes(objection), permit)
    assert.ok(!rescue.includes(objection), rescue)
    assert.deepEqual(await consent.texts('input'), [])
    const details = await world.run(`const root = shadowOf(document.querySelector('waxseal-consent'))
      return [...root.querySelectorAll('details li')].map((line) => line.textContent)`)
    for (const line of [
      say['details.basis.public-task'],
      say['details.basis.vital-interests'],
      filled(say['details.special'], { fields: 'illness', letter: 'g' }),
    ]) {
      assert.equal(details.filter((said) => said === line).length, 1, `${line}: ${details.join(' | ')}`)
    }
    assert.deepEqual(await world.seen('error'), [])
  })

  test('thirty random policies, ten in each engine: no box is ticked, each purpose has one of its own, none must be', async () => {
    const { run, eventually, driver, seen } = world
    const { keys, recipients } = await keysOf()
    for (const [i, random] of all.entries()) {
      if (i % 3 !== share) continue
      const policy = { ...random, keys, recipients }
      await show(policy)
      await eventually(`policy ${i}`, async () => (await seen('ready')).length === policy.forms.length)
      for (const [n, form] of policy.forms.entries()) {
        const where = `policy ${i}, form ${form.id}`
        const asked = policy.purposes.filter(({ id }) => form.purposes?.includes(id) || form.fields.some(({ purposes }) => purposes.includes(id)))
        const basis = (purpose) => purpose.basis ?? presets[purpose.preset]?.basis ?? 'consent'
        const count = (name) => asked.filter((purpose) => basis(purpose) === name).length
        const shown = await run(
          `const root = shadowOf(document.forms[arguments[0]].querySelector('waxseal-consent'))
          const boxes = [...root.querySelectorAll('input[type=checkbox]')]
          const state = ({ checked, defaultChecked, indeterminate }) => checked || defaultChecked || indeterminate
          return {
            ticked: boxes.filter(state).length,
            required: boxes.filter((box) => box.required || box.getAttribute('aria-required') === 'true').map((box) => !!box.closest('[part~=terms]')),
            purposes: [...root.querySelectorAll('[part~=purpose]')].map((purpose) => purpose.querySelectorAll('input').length),
            terms: root.querySelectorAll('[part~=terms] input').length,
            sentences: [...root.querySelectorAll('[data-sentence]')].map((sentence) => sentence.textContent),
            empty: [...root.querySelectorAll('[data-sentence]')].filter((sentence) => !sentence.textContent.trim() || /\\{\\w+\\}/.test(sentence.textContent.replace(/\\{(controller|duration)\\}/g, ''))).length,
          }`,
          n,
        )
        assert.equal(shown.ticked, 0, where)
        assert.equal(shown.purposes.length, asked.length, where)
        assert.equal(shown.sentences.length, asked.length, where)
        assert.equal(shown.purposes.filter((boxes) => boxes === 1).length, count('consent') + count('legitimate-interest'), where)
        assert.ok(
          shown.purposes.every((boxes) => boxes <= 1),
          where,
        )
        assert.deepEqual([shown.terms, shown.required], form.terms ? [1, [true]] : [0, []], `${where}: nothing but the terms is required`)
        assert.equal(shown.empty, 0, where)
        // What serves consents alone is not asked for where nothing was ticked.
        const free = form.fields.filter(({ purposes }) => purposes.every((id) => basis(policy.purposes.find((purpose) => purpose.id === id)) === 'consent'))
        const { fields } = await driver.executeAsyncScript('const [n, done] = arguments; window.waxseal.check(document.forms[n]).then(done)', n)
        const demanded = fields.map(({ field }) => field).filter((field) => free.some(({ name }) => name === field))
        if (free.length < form.fields.length) assert.deepEqual(demanded, [], `${where}: ${JSON.stringify(fields)}`)
      }
      assert.deepEqual(await seen('error'), [], `policy ${i}`)
    }
  })
}

/** A page with every form of a policy. */
function page({ forms, lang = 'en' }) {
  const form = ({ id, fields }) => `<form data-waxseal="${id}" method="post">
    ${fields.map(({ name }) => `<p><label>${name} <input name="${name}"></label></p>`).join('\n')}
    <button>Send</button></form>`
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Random</title><script src="/spy.js"></script>
    <script src="/observe.js"></script><script src="/waxseal.js" data-policy="/random.json" defer></script></head>
    <body>${forms.map(form).join('\n')}</body></html>`
}
