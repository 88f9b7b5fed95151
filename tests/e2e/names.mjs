// What scripts of the page find of a protected form's names, and what they send by them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'
import { signup, written } from './lib/page.mjs'

/** As jQuery's `serialize()` does it: by the property `name` of the form's elements. */
const SERIALIZE = `<script>
  window.serialize = (form) => [...form.elements].filter(({ name, disabled, type, checked }) => name && !disabled && !/^(submit|button|image|reset|file)$/.test(type) && (checked || !/^(checkbox|radio)$/.test(type)))
    .map(({ name, value }) => encodeURIComponent(name) + '=' + encodeURIComponent(value)).join('&')
  window.inputs = () => [...document.querySelectorAll('input')].map(({ name, value }) => [name, value])
</script>`
const RADIOS = ['bees', 'trees'].map((topic) => `<label><input type="radio" id="${topic}" name="topic" value="${topic}"> ${topic}</label>`).join('')

export function names(world) {
  const open = written(world)
  const names = () => world.run('return ["name", "email", "bees", "trees"].map((id) => document.getElementById(id).name)')
  const attributes = () => world.run('return ["name", "email"].map((id) => document.getElementById(id).getAttribute("name"))')

  test('mode send: the attribute is gone, and the property answers and takes as before', async () => {
    await open('{{tag}}', signup(`${RADIOS}<button id="send">Send</button>`))
    assert.deepEqual(await names(), ['name', 'email', 'topic', 'topic'])
    await world.event('ready')
    assert.deepEqual(await names(), ['name', 'email', 'topic', 'topic'])
    assert.deepEqual(await attributes(), [null, null])
    // A handler shared by all fields, as React and Formik have.
    await world.run('window.state = {}; document.addEventListener("input", ({ target }) => { state[target.name] = target.value })')
    const { name, email } = person()
    await world.type({ name, email })
    await (await world.find('trees')).click()
    assert.deepEqual(await world.run('return state'), { name, email, topic: 'trees' })
    // React takes the name off and puts it back with every update; others rename the rows of a list.
    await world.run('const input = document.getElementById("email"); input.name = ""; input.name = "mail"')
    assert.equal(await world.run('return document.getElementById("email").name'), 'mail')
    assert.equal(await world.run('return document.getElementById("email").dataset.waxsealField'), 'mail')
    assert.deepEqual(await attributes(), [null, null])
    await world.run('document.getElementById("email").name = "email"')
    await world.tick(0)
    await (await world.find('send')).click()
    await world.event('sent')
    assert.deepEqual(world.record(name).fields, { name, email })
  })

  test("a field's own key stays what data-waxseal-field says, whatever the name", async () => {
    await open('{{tag}}', '<form data-waxseal="joining"><input id="email" name="user[email]" data-waxseal-field="email"><button id="send">Join</button></form>')
    await world.event('ready')
    assert.deepEqual(await world.run('const { name, dataset } = document.getElementById("email"); return [name, dataset.waxsealField]'), [
      'user[email]',
      'email',
    ])
    await world.run('document.getElementById("email").setAttribute("name", "users[0]")')
    await world.eventually('the attribute is gone', async () => (await world.run('return document.getElementById("email").getAttribute("name")')) === null)
    assert.deepEqual(await world.run('const { name, dataset } = document.getElementById("email"); return [name, dataset.waxsealField]'), ['users[0]', 'email'])
  })

  test('radio buttons keep the name of their group for scripts, stay a group, and two forms have two', async () => {
    const form = (n) => `<form data-waxseal="joining" id="form${n}">${RADIOS.replaceAll('id="', `id="${n}`)}<button>Join</button></form>`
    await open('{{tag}}', form(1) + form(2))
    // What is drawn moves the buttons, which WebKit's driver does not wait for.
    await world.eventually('both forms', async () => (await world.seen('ready')).length === 2)
    await world.stand()
    for (const id of ['1bees', '2trees', '1trees', '2bees']) await (await world.find(id)).click()
    assert.deepEqual(await world.run('return [...document.querySelectorAll("input[type=radio]")].map(({ checked, name, form }) => [checked, name, form])'), [
      [false, 'topic', null],
      [true, 'topic', null],
      [true, 'topic', null],
      [false, 'topic', null],
    ])
    assert.equal(await world.run('return document.querySelectorAll("input[type=radio][name=topic]").length'), 2, 'the first form has the group to itself')
  })

  test('mode post: no name answers, and who serialises by names at the press gets the envelope and what stays clear', async () => {
    const { name, email } = person()
    await open(
      `{{tag}}${SERIALIZE}`,
      signup(`<input type="hidden" name="csrf" value="token-7">${RADIOS.replaceAll('topic', 'plan')}<button id="send">Send</button>`, 'data-waxseal="post"'),
    )
    await world.event('ready')
    assert.deepEqual(await names(), ['', '', '', ''])
    await world.type({ name, email })
    await (await world.find('bees')).click()
    await world.tick(0)
    assert.equal(await world.run('return serialize(document.forms[0])'), 'csrf=token-7&waxseal=')
    await world.run(`document.forms[0].addEventListener('submit', (event) => {
      event.preventDefault()
      fetch('/back-end/ajax', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: serialize(event.target) })
    })`)
    const before = world.backEnd.posts.length
    await (await world.find('send')).click()
    await world.eventually('the post', () => world.backEnd.posts.length > before)
    const { waxseal, ...clear } = Object.fromEntries(world.backEnd.posts.at(-1).fields)
    assert.deepEqual(clear, { csrf: 'token-7' })
    assert.deepEqual(world.site.open(waxseal).fields, { name, email, plan: 'bees' })
    assert.deepEqual(
      (await world.run('return inputs()')).filter(([name]) => name).map(([name]) => name),
      ['csrf', 'waxseal'],
    )
    await world.eventually('the receipt in place', () =>
      world.run('return document.querySelector("form + .waxseal-receipt, form ~ .waxseal-receipt") !== null'),
    )
    await world.nothingLeaked({ name, email })
  })

  test('mode post: a form without a method, which a script of the page carries, gives the envelope', async () => {
    const { name, email } = person()
    await open('{{tag}}', signup('', 'data-waxseal="post"').replace(/action="[^"]*" method="post"/, ''))
    await world.event('ready')
    await world.type({ name, email })
    await world.tick(0)
    await world.run(
      'document.forms[0].onsubmit = (event) => { event.preventDefault(); fetch("/back-end/ajax", { method: "POST", body: new FormData(event.target) }) }',
    )
    const before = world.backEnd.posts.length
    await (await world.find('send')).click()
    await world.eventually('the post', () => world.backEnd.posts.length > before)
    assert.deepEqual(world.site.open(Object.fromEntries(world.backEnd.posts.at(-1).fields).waxseal).fields, { name, email })
    await world.nothingLeaked({ name, email })
  })

  test('mode post: a press that is refused leaves nothing to serialise', async () => {
    const { name, email } = person()
    await open(`{{tag}}${SERIALIZE}`, signup('', 'data-waxseal="post"'))
    await world.event('ready')
    await world.type({ name, email })
    await world.run('document.getElementById("send").addEventListener("click", () => { window.found = serialize(document.forms[0]) })')
    await (await world.find('send')).click()
    assert.equal((await world.event('error')).code, 'nothing-to-send')
    assert.equal(await world.run('return window.found'), 'waxseal=')
    await world.nothingLeaked({ name, email })
  })
}
