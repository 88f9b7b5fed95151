// Who gets a press: Waxseal owns what sends a form of mode `send`, and nothing else. One test for each clause of docs/page.md.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { person } from './lib/canary.mjs'
import { SENDERS, signup, written } from './lib/page.mjs'

const POLICY = /^\/waxseal\.json/

/** Keeps what the page's own listeners hear, wherever they sit, and in which order Waxseal speaks. */
const LISTENERS = `<script>
  window.heard = []
  for (const type of ['click', 'submit', 'keydown', 'keypress', 'keyup', 'reset']) {
    const hear = (where) => (event) => (!type.startsWith('key') || event.key === 'Enter') && heard.push(where + ' ' + type)
    addEventListener(type, hear('window'))
    document.addEventListener(type, hear('document'), true)
    addEventListener('DOMContentLoaded', () => document.forms[0].addEventListener(type, hear('form')))
  }
</script>`

export function ownership(world) {
  const open = written(world)
  const heard = (type) => world.run('return window.heard.filter((one) => one.endsWith(arguments[0]))', ` ${type}`)
  /** All but the reset of a form that was sent. */
  const untold = () => world.run('return window.heard.filter((one) => !one.endsWith(" reset"))')
  const said = () => world.run('return window.said.join("\\n")')
  const press = async (id) => (await world.find(id)).click()
  const enter = async (id) => (await world.find(id)).sendKeys(Key.ENTER)
  /** Opens the sign-up form, filled in and agreed to. */
  const filled = async (more, { senders = SENDERS, tick = true, ...options } = {}) => {
    const values = (({ name, email }) => ({ name, email }))(person())
    await open(`{{tag}}${LISTENERS}${senders}`, signup(more), options)
    await world.event('ready')
    await world.type(values)
    if (tick) await world.tick(0)
    await world.run('window.heard.length = 0')
    return values
  }
  const sealed = async (values) => {
    await world.event('sent')
    assert.deepEqual(world.record(values.name).fields, values)
    await world.nothingLeaked(values)
  }

  const OWNED = {
    'the click of a submit button': [`<button id="send" onclick="heard.push('inline click')">Send</button>`, () => press('send')],
    'the click of an input that submits': ['<input type="submit" id="send" value="Send">', () => press('send')],
    'the click of an image button': ['<input type="image" id="send" alt="Send">', () => press('send')],
    'the click on what stands in the button': ['<button><b id="send">Send</b></button>', () => press('send')],
    'requestSubmit()': ['<button>Send</button>', () => world.run('document.forms[0].requestSubmit()')],
    'a submit event that a script dispatches': [
      '<button>Send</button>',
      () => world.run('document.forms[0].dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }))'),
    ],
    'form.submit()': ['<button>Send</button>', () => world.run('document.forms[0].submit()')],
    "the prototype's submit()": ['<button>Send</button>', () => world.run('HTMLFormElement.prototype.submit.call(document.forms[0])')],
    'a link that carries data-waxseal-submit': ['<button>Send</button><a href="/elsewhere" id="send" data-waxseal-submit>Send</a>', () => press('send')],
    'the only button, of type button': ['<button type="button" id="send">Send</button>', () => press('send')],
    'the only link used as a button': ['<a href="#" id="send">Send</a> <a href="/privacy.html">Privacy</a>', () => press('send')],
    'the only thing with the role of a button': ['<div role="button" tabindex="0" id="send">Send</div>', () => press('send')],
    'Enter on what has the role of a button': ['<div role="button" tabindex="0" id="send">Send</div>', () => enter('send')],
    'Enter on the submit button': ['<button id="send">Send</button>', () => enter('send')],
    'Enter in a field': ['<button>Send</button>', () => enter('email')],
    'Enter in a field of a form whose only button is a link': ['<a href="#" id="send">Send</a>', () => enter('email')],
    'Enter in a field of a form without any button': [' ', () => enter('email')],
  }
  for (const [what, [more, act]] of Object.entries(OWNED)) {
    test(`mode send, owned: ${what}. The page's listeners hear nothing, and the receiver gets it once`, async () => {
      const values = await filled(more)
      await act()
      await sealed(values)
      assert.deepEqual(await untold(), [])
      assert.equal((await world.seen('sent')).length, 1)
    })
  }

  test('mode send, owned: a submit button outside the form that names it', async () => {
    const values = (({ name, email }) => ({ name, email }))(person())
    await open(`{{tag}}${LISTENERS}${SENDERS}`, `${signup(' ')}<button form="form" id="send">Send</button>`)
    await world.event('ready')
    await world.type(values)
    await world.tick(0)
    await world.run('window.heard.length = 0')
    await press('send')
    await sealed(values)
    assert.deepEqual(await untold(), [])
  })

  test('several buttons and none that submits: nothing is guessed, nothing is sent, and the code is button-unclear', async () => {
    const values = await filled('<button type="button" id="send">Send</button> <a href="#" id="other">Other</a>')
    await press('send')
    assert.equal((await world.event('error')).code, 'button-unclear')
    await press('other')
    await enter('email')
    assert.match(await said(), /button-unclear: .*data-waxseal-submit/)
    assert.deepEqual(await world.run('return window.heard'), [])
    assert.equal(world.record(values.name), undefined)
    await world.nothingLeaked(values)
  })

  test('several buttons, one marked: that one sends, and what carries data-waxseal-pass is left alone', async () => {
    const values = await filled(
      '<button type="button" id="send" data-waxseal-submit>Send</button> <button type="button" id="back" data-waxseal-pass>Back</button>',
      { senders: '' },
    )
    await press('back')
    assert.deepEqual(await heard('click'), ['document click', 'form click', 'window click'])
    await press('send')
    await sealed(values)
    assert.equal((await heard('click')).length, 3)
  })

  for (const [what, setting] of [
    ['while an input method composes', 'isComposing'],
    ['with an open list', 'aria-expanded'],
  ]) {
    test(`Enter ${what} is the page's`, async () => {
      const head =
        setting === 'isComposing'
          ? '<script>addEventListener("keydown", (event) => Object.defineProperty(event, "isComposing", { value: true }), true)</script>'
          : ''
      const values = person()
      await open(`${head}{{tag}}${LISTENERS}<script>addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())</script>`, signup())
      await world.event('ready')
      await world.type({ name: values.name })
      if (!head) await world.run('document.getElementById("name").setAttribute("aria-expanded", "true")')
      await enter('name')
      assert.deepEqual(await heard('keydown'), ['document keydown', 'form keydown', 'window keydown'])
      assert.deepEqual(await world.seen('submit'), [])
    })
  }

  test('never owned: a button that resets, and a button of type button beside one that submits', async () => {
    await open(`{{tag}}${LISTENERS}`, signup('<button type="reset" id="reset">Reset</button><button type="button" id="eye">Show</button><button>Send</button>'))
    await world.event('ready')
    await world.type({ name: person().name })
    await press('eye')
    await press('reset')
    assert.equal((await heard('click')).length, 6)
    assert.equal((await heard('reset')).length > 0, true)
    assert.equal(await world.run('return document.getElementById("name").value'), '')
    assert.deepEqual(await world.seen('submit'), [])
  })

  for (const [when, faults] of [
    ['with', []],
    ['without', [{ path: POLICY, delay: 8000 }]],
  ]) {
    test(`never owned: formmethod=dialog closes its dialog at once, ${when} a policy`, async () => {
      await open(`{{tag}}${LISTENERS}`, `<dialog open>${signup('<button>Send</button><button formmethod="dialog" id="cancel">Cancel</button>')}</dialog>`, {
        faults,
      })
      if (!faults.length) await world.event('ready')
      await press('cancel')
      assert.equal(await world.run('return document.querySelector("dialog").open'), false)
      assert.equal((await heard('click')).length, 3)
      assert.deepEqual(await world.seen('error'), [])
    })
  }

  test('never owned: data-waxseal-pass. The page gets the press, and the form still posts nothing in clear', async () => {
    const { name, email } = person()
    await open(`{{tag}}${LISTENERS}`, signup('<button>Send</button><button id="draft" data-waxseal-pass>Save draft</button>'))
    await world.event('ready')
    await world.type({ name, email })
    const before = world.backEnd.posts.length
    await press('draft')
    await world.eventually('the post', () => world.backEnd.posts.length > before)
    assert.deepEqual(world.backEnd.posts.at(-1).fields ?? [], [])
    await world.nothingLeaked({ name, email })
  })

  test('formnovalidate skips the checks of fields, never the consent', async () => {
    await open('{{tag}}', signup('<button id="send" formnovalidate>Send</button>'))
    await world.event('ready')
    const { name } = person()
    await world.type({ name, email: 'no address' })
    await press('send')
    assert.equal((await world.event('error')).code, 'nothing-to-send')
    await world.tick(0)
    await press('send')
    await world.event('sent')
    assert.equal(world.record(name).fields.email, 'no address')
  })

  test('formaction in mode send is an error in the console; the receiver gets the envelope', async () => {
    const values = await filled('<button id="send" formaction="/back-end/other">Send</button>')
    const before = world.backEnd.posts.length
    await press('send')
    await sealed(values)
    assert.match(await said(), /formaction-unused: mode `send` posts to the receiver/)
    assert.equal(world.backEnd.posts.length, before)
  })

  test('waxseal:submit comes before the check and stops the submission; waxseal:sealed and waxseal:sent follow', async () => {
    const values = await filled('', { tick: false })
    await world.run('document.forms[0].addEventListener("waxseal:submit", (event) => window.confirms || event.preventDefault())')
    await press('send')
    assert.deepEqual(
      (await world.seen()).map(({ type }) => type),
      ['ready', 'submit'],
    )
    await world.run('window.confirms = true')
    await world.tick(0)
    await press('send')
    await sealed(values)
    const order = (await world.seen()).map(({ type }) => type).slice(2)
    assert.deepEqual(order, ['submit', 'sealed', 'sent'])
    assert.equal((await world.seen('submit'))[1].form, 'signup')
  })

  test('what the page did on waxseal:submit it can undo on waxseal:invalid, also when only the consent is missing', async () => {
    await filled('', { tick: false })
    await world.run(`const form = document.forms[0]
      form.addEventListener('waxseal:submit', () => { document.getElementById('send').textContent = 'Sending' })
      form.addEventListener('waxseal:invalid', () => { document.getElementById('send').textContent = 'Send' })`)
    await press('send')
    await world.event('invalid')
    assert.equal(await world.run('return document.getElementById("send").textContent'), 'Send')
  })

  test('a page that greys its button out on a click leaves no dead button', async () => {
    const values = await filled('<button id="send" onclick="this.disabled = true; this.form.submit()">Send</button>', { tick: false })
    await press('send')
    assert.equal((await world.event('error')).code, 'nothing-to-send')
    assert.equal(await (await world.find('send')).isEnabled(), true)
    await world.tick(0)
    await press('send')
    await sealed(values)
  })

  test('mode post: a button that the page greyed out before Waxseal refused can be pressed again', async () => {
    const greys = 'onclick="this.disabled = true; setTimeout(() => this.form.submit())"'
    const { name, email } = person()
    await open('{{tag}}', signup(`<button id="send" ${greys}>Send</button>`, 'data-waxseal="post"'))
    await world.event('ready')
    await world.type({ name, email })
    await press('send')
    await world.event('invalid')
    await world.eventually('the button', async () => (await world.find('send')).isEnabled())
    await world.tick(0)
    const before = world.backEnd.posts.length
    await press('send')
    await world.eventually('a form post', () => world.backEnd.posts.length > before)
    await world.nothingLeaked({ name, email })
    await world.run('sessionStorage.clear()')
  })

  test('form.submit() is checked and asks, like a press', async () => {
    const values = await filled('<a onclick="document.forms[0].submit()" id="link" data-waxseal-pass>Send</a>', { senders: '', tick: false })
    await press('link')
    assert.equal((await world.event('error')).code, 'nothing-to-send')
    assert.equal(await world.run('return document.getElementById("email").value'), values.email)
    await world.tick(0)
    await press('link')
    await sealed(values)
  })

  test('a press before the policy has come is held, and goes on once the person has seen what they are asked', async () => {
    const { email } = person()
    await open(
      `{{tag}}${LISTENERS}`,
      '<form data-waxseal="joining" id="form"><input id="email" name="email" type="email"><button id="send">Join</button></form>',
      { faults: [{ path: POLICY, delay: 1500 }] },
    )
    await world.type({ email })
    await press('send')
    assert.equal(await world.run('return document.forms[0].getAttribute("aria-busy")'), 'true')
    await world.event('ready')
    await world.event('invalid')
    assert.match(await world.run('return document.querySelector(".waxseal-asking").innerText'), /What your details may be used for/)
    assert.deepEqual(await world.seen('sealed'), [])
    assert.deepEqual(await world.run('return window.heard'), [])
    await press('send')
    const { sid } = await world.event('sent')
    assert.deepEqual(world.site.opened().find((record) => record.sid === sid).fields, { email })
    await world.nothingLeaked({ email })
  })

  test('mode post: a press before the policy has come is repeated as a click, for the page to hear', async () => {
    const { name, email } = person()
    await open(`{{tag}}${LISTENERS}`, signup('<button id="send">Send</button>', 'data-waxseal="post"'), { faults: [{ path: POLICY, delay: 1500 }] })
    await world.type({ name, email })
    await press('send')
    assert.deepEqual(await world.run('return window.heard'), [])
    await world.event('error')
    assert.deepEqual(await heard('click'), ['document click', 'form click', 'window click'])
    await world.nothingLeaked({ name, email })
  })

  test("mode post is the page's: its listeners hear the press, its formaction counts, and the form is sealed", async () => {
    const { name, email } = person()
    await open(`{{tag}}${LISTENERS}`, signup('<button id="send" formaction="/back-end/other">Send</button>', 'data-waxseal="post"'))
    await world.event('ready')
    await world.type({ name, email })
    await world.tick(0)
    const before = world.backEnd.posts.length
    await world.run('addEventListener("pagehide", () => sessionStorage.setItem("heard", heard.join()))')
    await press('send')
    await world.eventually('the post', () => world.backEnd.posts.length > before)
    const post = world.backEnd.posts.at(-1)
    assert.equal(post.path, '/back-end/other')
    assert.deepEqual(world.site.open(Object.fromEntries(post.fields).waxseal).fields, { name, email })
    assert.match(await world.eventually('the word', () => world.run('return sessionStorage.getItem("heard")')), /form click.*form submit/)
    await world.run('sessionStorage.clear()')
    await world.nothingLeaked({ name, email })
  })

  test('mode post: form.submit() with nothing that may be sent asks, and what was typed stays', async () => {
    const { name, email } = person()
    await open('{{tag}}', signup('', 'data-waxseal="post"'))
    await world.event('ready')
    await world.type({ name, email })
    const before = world.backEnd.posts.length
    await world.run('document.forms[0].submit()')
    assert.equal((await world.event('error')).code, 'nothing-to-send')
    assert.equal(await world.run('return document.getElementById("email").value'), email)
    assert.equal(world.backEnd.posts.length, before)
    await world.nothingLeaked({ name, email })
  })

  test('Enter on a radio button sends the form, as in HTML', async () => {
    const radio = '<label><input type="radio" id="bees" name="topic" value="bees" checked> Bees</label>'
    for (const [mode, id] of [
      ['joining', 'topic'],
      ['post', 'plan'],
    ]) {
      const { email, name } = person()
      await open(
        '{{tag}}',
        `<form data-waxseal="${mode}" method="post" action="/back-end/radio"><input id="name" name="name"><input id="email" name="email" type="email">${radio.replace('topic', id)}<button>Join</button></form>`,
      )
      await world.event('ready')
      await world.type({ email, name })
      if (mode === 'post') await world.tick(0)
      const before = world.backEnd.posts.length
      await enter('bees')
      if (mode === 'post') {
        await world.eventually('the post', () => world.backEnd.posts.length > before)
        assert.equal(world.site.open(Object.fromEntries(world.backEnd.posts.at(-1).fields).waxseal).fields.plan, 'bees')
      } else {
        const { sid } = await world.event('sent')
        assert.deepEqual(world.site.opened().find((record) => record.sid === sid).fields, { email, topic: 'bees' })
      }
    }
  })

  test('a form whose button Waxseal cannot hear is told to the developer', async () => {
    await open('{{tag}}', signup('<span onclick="send()">Send</span>'))
    await world.eventually('the word', async () => /button-missing: .*data-waxseal-submit/.test(await said()))
    assert.match(await said(), /form\[id="form"\]/)
  })

  test('the safe form: its button is enabled, its radio buttons are adopted, and it is sealed', async () => {
    const { email } = person()
    await open(
      `{{tag}}`,
      `<form data-waxseal="joining"><input id="email" data-waxseal-field="email">
      <label><input type="radio" id="bees" name="topic" form="waxseal-none" data-waxseal-field="topic" value="bees"> Bees</label>
      <label><input type="radio" id="trees" name="topic" form="waxseal-none" data-waxseal-field="topic" value="trees"> Trees</label>
      <button id="send" disabled data-waxseal-enable>Join</button></form>`,
    )
    await world.event('ready')
    await world.type({ email })
    await press('trees')
    await press('bees')
    assert.equal(await world.run('return document.getElementById("trees").checked'), false)
    await press('send')
    const { sid } = await world.event('sent')
    assert.deepEqual(world.site.opened().find((record) => record.sid === sid).fields, { email, topic: 'bees' })
    assert.doesNotMatch(await said(), /names-in-markup/)
    await world.nothingLeaked({ email })
  })

  test('a form that came with names says so in the console', async () => {
    await open('{{tag}}', signup())
    await world.eventually('the word', async () => /names-in-markup: .*posts in clear/.test(await said()))
  })
}
