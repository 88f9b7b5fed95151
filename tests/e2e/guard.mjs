// The watch over a form holds, whatever else is on the page and whatever throws.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { findings, person } from './lib/canary.mjs'
import { SENDERS, signup, written } from './lib/page.mjs'

/** Pages that once threw the loader off its feet: their heads, and their addresses. */
const ODD_PAGES = {
  'an address that begins with two slashes': ['{{tag}}', '/written.html#waxseal=x'],
  'a base of another origin': ['{{absolute}}<base href="https://elsewhere.example/">', 'written.html#waxseal-receipt=x'],
  'a router that makes replaceState throw': ['<script>history.replaceState = () => { throw new Error("router") }</script>{{tag}}', 'written.html#waxseal=x'],
  'a variable called waxseal': ['<script>var waxseal = { mine: true }</script>{{tag}}', 'written.html'],
  'the tag twice': ['{{tag}}{{tag}}', 'written.html'],
  'an inert tag of a consent manager before ours': [
    '<script type="text/plain" src="/waxseal.js" data-policy="/elsewhere.json"></script>{{tag}}',
    'written.html',
  ],
}

/** Ids of controls that hide members of the form. */
const CLOBBERED = [
  'getAttribute',
  'setAttribute',
  'removeAttribute',
  'hasAttribute',
  'matches',
  'closest',
  'contains',
  'append',
  'getRootNode',
  'isConnected',
  'querySelector',
  'querySelectorAll',
  'dispatchEvent',
  'addEventListener',
  'elements',
  'submit',
  'requestSubmit',
  'reset',
  'localName',
  'nodeType',
  'method',
  'action',
  'id',
  'after',
  'before',
  'ownerDocument',
  'parentElement',
]

export function guarding(world) {
  const open = written(world)
  const said = () => world.run('return window.said.join("\\n")')
  /** Fills the form in, agrees and sends it; the record is there and nothing else is. */
  const sent = async () => {
    const { name, email } = person()
    await world.type({ name, email })
    await world.tick(0)
    assert.equal(await world.run('return document.querySelectorAll("waxseal-consent").length'), 1)
    await (await world.find('send')).click()
    await world.event('sent')
    assert.deepEqual(world.record(name).fields, { name, email })
    await world.nothingLeaked({ name, email })
  }
  /** Sends the form in every way, with something typed: nothing of it leaves. */
  const closed = async (code) => {
    const { name, email } = person()
    await world.type({ name, email })
    await (await world.find('send')).click()
    await (await world.find('email')).sendKeys(Key.ENTER)
    assert.equal((await world.event('error')).code, code)
    await world.run('document.forms[0].submit()')
    assert.deepEqual(await world.run('return [...new FormData(document.forms[0])]'), [])
    assert.match(await said(), new RegExp(`waxseal: ${code}\\. Nothing is sent`))
    await world.eventually('the mend', async () => new RegExp(`waxseal: ${code}: \\w`).test(await said()))
    assert.equal(await world.run('return document.getElementById("email").value'), email)
    await world.nothingLeaked({ name, email })
  }

  for (const [what, [head, path]] of Object.entries(ODD_PAGES)) {
    test(`${what}: forms are guarded all the same`, async () => {
      await open(head + SENDERS, signup(), { path })
      await sent()
    })
  }

  test('the console says what a variable called waxseal, or a second tag, really does', async () => {
    await open('<script>var waxseal = { mine: true }</script>{{tag}}', signup())
    await world.eventually('the word', async () => /name-taken: .*protected all the same/.test(await said()))
    await open('{{tag}}{{tag}}', signup())
    await world.eventually('the word', async () => /loaded-twice: .*The first works/.test(await said()))
    assert.doesNotMatch(await said(), /Nothing is sent/)
  })

  test('a second tag does not send the forms that it names, and they do not leak', async () => {
    const second = '<script src="/waxseal.js" {{said}} data-forms="#form:signup"></script>'
    await open(`{{tag}}${second}${SENDERS}`, signup('', ''))
    await closed('loaded-twice')
  })

  test('malformed data-forms closes every form of the page', async () => {
    await open(
      `<script src="/waxseal.js" {{said}} data-forms="form.signup"></script>${SENDERS}`,
      `${signup('', '')}<form id="search" action="/back-end/search"><input name="q" value="ammonite"></form>`,
    )
    await closed('forms-malformed')
    assert.deepEqual(await world.run('return [...new FormData(document.getElementById("search"))]'), [])
  })

  test('a module script that cannot tell its tag closes every form of the page', async () => {
    const head = `<script type="text/plain" src="/waxseal.js" data-policy="/elsewhere.json"></script><script type="module" src="/waxseal.js" {{said}}></script>${SENDERS}`
    await open(head, signup())
    await closed('tag-unclear')
  })

  test('a control whose class throws is not sent, and the others are', async () => {
    const hostile = `<script>customElements.define('x-hostile', class extends HTMLElement {
      static formAssociated = true
      constructor() { super(); this.attachInternals().setFormValue('hostile' + '-' + 'canary') }
      getAttribute() { throw new Error('mine') }
      hasAttribute() { throw new Error('mine') }
      setAttribute() { throw new Error('mine') }
      removeAttribute() { throw new Error('mine') }
      matches() { throw new Error('mine') }
    })</script>`
    await open(`{{tag}}${hostile}${SENDERS}`, signup('<x-hostile name="hostile"></x-hostile><p><button id="send">Sign up</button></p>'))
    await sent()
    await world.run('return [...new FormData(document.getElementById("form")).keys()]')
    await world.nothingLeaked({ hostile: 'hostile-canary' })
  })

  test('controls whose ids hide members of the form change nothing', async () => {
    const controls = CLOBBERED.map((id) => `<input type="hidden" id="${id}">`).join('')
    await open(`{{tag}}${SENDERS}`, signup(`${controls}<p><button id="send">Sign up</button></p>`))
    await sent()
  })

  test('a form that came from an iframe is protected', async (t) => {
    if (world.engine === 'webkit') return t.skip('the driver of WebKitGTK finds no control that came from another document')
    await open(`{{tag}}`, '<iframe></iframe><div id="place"></div>')
    await world.run(
      `const inner = document.querySelector('iframe').contentDocument
      inner.body.innerHTML = arguments[0]
      document.getElementById('place').append(inner.querySelector('form'))
      const form = document.getElementById('form')
      form.addEventListener('submit', (event) => { event.preventDefault(); navigator.sendBeacon('/back-end/clear', document.getElementById('email').value) })`,
      signup(),
    )
    await sent()
  })

  test('a tag that finds none of its forms says which forms the page has', async () => {
    await open('<script src="/waxseal.js" {{said}} data-forms="form.newsletter:signup"></script>', signup('', 'class="news-letter"'))
    await world.eventually('the word', async () => /form-none.*form\[id="form"\]\[class="news-letter"\]\[action="\/back-end\/clear"\]/s.test(await said()))
    assert.doesNotMatch(await said(), /Nothing is sent/)
  })

  test('data-waxseal on something that is no form is told to the developer', async () => {
    await open('{{tag}}', '<div data-waxseal="signup"><input id="email"><button>Join</button></div>')
    await world.eventually('the word', async () => /form-missing: /.test(await said()))
  })

  test('whichever of its DOM calls throws, the form does not leak', { timeout: 600_000 }, async () => {
    const head = `<script>(${thrower})()</script>{{tag}}${SENDERS}`
    const attempts = async (key) => {
      const values = person()
      await open(head, signup(), { path: `written.html?throw=${encodeURIComponent(key)}` })
      const step = (run) => Promise.resolve(run()).catch(() => {})
      for (const id of ['name', 'email']) await step(async () => (await world.find(id)).sendKeys(values[id]))
      await step(async () => (await world.find('send')).click())
      await step(async () => (await world.find('email')).sendKeys(Key.ENTER))
      await step(() =>
        world.run(`const form = document.getElementById('form')
        fetch('/back-end/clear/data', { method: 'POST', body: new FormData(form) })
        form.submit()`),
      )
      await step(() => new Promise((later) => setTimeout(later, 30)))
      const { calls, thrown } = await world.run('return { calls: window.calls, thrown: window.thrown }')
      return { calls: calls ?? [], thrown, leaks: findings([values.name, values.email], { traffic: world.proxy.traffic() }) }
    }
    const found = []
    const [first, second] = [await attempts(''), await attempts('')]
    assert.deepEqual([...first.leaks, ...second.leaks], [])
    // A press that has to wait makes calls of its own: not each visit makes them all.
    const always = first.calls.filter((key) => second.calls.includes(key))
    assert.ok(always.length > 50, `${always.length} calls`)
    let thrown = 0
    for (const key of new Set([...first.calls, ...second.calls])) {
      const attempt = await attempts(key)
      thrown += attempt.thrown && always.includes(key) ? 1 : 0
      if (attempt.leaks.length) found.push([key, attempt.leaks[0]])
    }
    assert.deepEqual(found, [])
    assert.ok(thrown > always.length * 0.9, `${thrown} of ${always.length} threw`)
  })
}

/** Runs in the page, before the tag: each call that the loader makes of the DOM is known by its name and place, and one of them throws once. */
function thrower() {
  const victim = new URLSearchParams(location.search).get('throw')
  const calls = new Set()
  window.calls = []
  const call = (name) => {
    const places = new Error().stack
      .split('\n')
      .slice(0, 7)
      .flatMap((line) => /\/waxseal\.js:(\d+:\d+)/.exec(line)?.[1] ?? [])
    if (!places.length) return
    const key = `${name}@${places.slice(0, 2).join()}`
    if (!calls.has(key)) {
      calls.add(key)
      window.calls.push(key)
      if (key === victim) {
        window.thrown = true
        throw new Error(`${name} throws`)
      }
    }
  }
  const wrap = (name, run) =>
    function (...given) {
      call(name)
      return run.apply(this, given)
    }
  for (const type of [
    EventTarget,
    Node,
    Element,
    HTMLElement,
    Document,
    HTMLFormElement,
    HTMLInputElement,
    HTMLButtonElement,
    HTMLScriptElement,
    Event,
    SubmitEvent,
    FormDataEvent,
    FormData,
    MutationObserver,
    CustomEvent,
  ]) {
    for (const [name, { value, get, set, ...rest }] of Object.entries(Object.getOwnPropertyDescriptors(type.prototype))) {
      if (name === 'constructor' || !rest.configurable) continue
      const title = `${type.name}.${name}`
      const wrapped =
        typeof value === 'function'
          ? { value: wrap(title, value), writable: true }
          : get
            ? { get: wrap(title, get), set: set && wrap(`${title}=`, set) }
            : undefined
      if (wrapped) Object.defineProperty(type.prototype, name, { ...rest, ...wrapped })
    }
  }
}
