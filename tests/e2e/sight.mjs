// What cannot be seen is not signed: the block has to be in sight and readable, or nothing leaves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from './lib/block.mjs'
import { person } from './lib/canary.mjs'
import { order, TERMS } from './lib/order.mjs'

/** What hides the block, as a style of the page's. */
const HIDES = {
  'not displayed': 'waxseal-consent { display: none }',
  invisible: 'waxseal-consent { visibility: hidden }',
  'see-through': 'waxseal-consent { opacity: 0 }',
  'see-through with all around it': 'form { opacity: 0.2 }',
  'see-through part by part': 'waxseal-consent::part(purpose) { opacity: 0.1 }',
  'moved out of the page': 'waxseal-consent { position: absolute; left: -9999px }',
  'moved above the page': 'waxseal-consent { position: absolute; top: -9999px }',
  'moved away word by word': 'waxseal-consent::part(block) { position: relative; left: -3000px }',
  'cut to a pixel': 'waxseal-consent { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }',
  'clipped by its own edge': 'waxseal-consent { max-block-size: 2rem; overflow: hidden }',
  'clipped by what is around it': '.around { block-size: 30px; overflow: hidden }',
  'clipped by a path': 'waxseal-consent { clip-path: inset(0 0 90% 0) }',
  shrunk: 'waxseal-consent { transform: scale(0.2) }',
  'of tiny letters': 'waxseal-consent { font-size: 3px }',
  'blown up': 'waxseal-consent { font-size: 300px }',
  blurred: 'form { filter: blur(6px) }',
  covered: 'main { position: relative } main::after { content: ""; position: absolute; inset: 0; background: white } button { position: relative; z-index: 2 }',
  'of the colour of its own ground': ':root { --waxseal-ground: #fff; --waxseal-text: #fefefe } main { color: white; background: white }',
  'with one purpose hidden': 'waxseal-consent::part(objection) { display: none }',
}

/** What takes the contrast from the text, or makes that nobody can tell. */
const GROUNDS = {
  'text of the page’s colour': 'main { background: #223; color: #334 }',
  'a gradient': 'main { background: linear-gradient(#000, #fff); color: #777 }',
  'a picture': 'main { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==) }',
  'a layer drawn before the section':
    'main { position: relative; z-index: 0 } main::before { content: ""; position: absolute; inset: 0; z-index: -1; background: #111 }',
  'a colour of a wider space': 'main { background: color(display-p3 0.1 0.1 0.1); color: color(display-p3 0.2 0.2 0.2) }',
  'a video behind the form':
    'video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; z-index: -1; pointer-events: none; background: black }',
}

export function sight(world) {
  const { consent, tick, send, sent, ask } = order(world)
  const { run, find, type, event, eventually, seen, visit, nothingLeaked } = new Proxy(world, {
    get:
      (_, name) =>
      (...args) =>
        world[name](...args),
  })

  const style = (css) =>
    run('const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]', css)
  const open = async (page = 'choices.html', html = '') => {
    await visit(page, {
      path: new RegExp(`^/${page}`),
      alter: (body) => Buffer.from(body.toString().replace('<form', `${html}<div class="around"><form`).replace('</form>', '</form></div>')),
    })
    await event('ready')
    await consent.one('[part~=block]')
  }
  const refused = async (what) => {
    await run('document.forms[0].requestSubmit()')
    assert.equal((await eventually(`${what}: an error`, async () => (await seen('error')).at(-1))).code, 'consent-unseen', what)
    assert.deepEqual(await seen('sealed'), [], what)
    const sentence = words('en').unseen.replace('{contact}', 'privacy@example.com')
    assert.match(await run('return document.querySelector(".waxseal-summary").innerText'), new RegExp(sentence.slice(0, 60)), what)
    assert.ok(
      (await run('return window.said')).some((line) => /consent-unseen: form `\w+`: ./.test(line)),
      `${what}: a reason for the developer`,
    )
  }

  for (const [what, css] of Object.entries(HIDES)) {
    test(`nothing is signed while the block is ${what}: neither a contract nor an interest is recorded`, async () => {
      const { name, email } = person()
      // No box needs a tick here, but for the terms.
      await open()
      await tick(TERMS)
      await type({ name, email })
      await style(css)
      await refused(what)
      assert.equal(await (await find('email')).getAttribute('value'), email, 'what was typed stays')
      await run('document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)')
      if (/ground/.test(what)) return
      await send()
      await event('sent')
      await nothingLeaked({ name, email })
    })
  }

  test('no way to read the form gives an envelope while the block cannot be seen', async () => {
    const { name, email } = person()
    await open()
    await tick(TERMS)
    await type({ name, email })
    await style('waxseal-consent { display: none }')
    assert.deepEqual(await run('return [...new FormData(document.forms[0]).keys()]'), [], 'FormData')
    assert.equal(await run('return waxseal.seal(document.forms[0]).then(() => "sealed", ({ code }) => code)'), 'consent-unseen', 'seal()')
    await run('document.forms[0].submit()')
    assert.equal((await event('error')).code, 'consent-unseen', 'form.submit()')
    assert.deepEqual(await seen('sealed'), [])
  })

  test('mode post: nothing is posted while the block cannot be seen', async () => {
    const { name, email } = person()
    await visit('post.html')
    await world.tick(0)
    await type({ name, email })
    await style('waxseal-consent { display: none }')
    const before = world.backEnd.posts.length
    await send()
    assert.equal((await event('error')).code, 'consent-unseen')
    assert.deepEqual(await run('return [...new FormData(document.forms[0]).keys()].filter((name) => name === "waxseal")'), [])
    assert.equal(world.backEnd.posts.length, before)
    assert.equal(await (await find('email')).getAttribute('value'), email, 'what was typed stays')
    await run('document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)')
    await send()
    await eventually('the post', () => world.backEnd.posts.length > before)
    await nothingLeaked({ name, email })
  })

  test('a box that cannot be seen is not ticked by a press on it', async () => {
    await open()
    const box = await consent.box(ask.letter)
    await style('waxseal-consent { opacity: 0.01 }')
    await box.click()
    await style('waxseal-consent { opacity: 1 }')
    assert.deepEqual(await consent.ticked(), [])
    await box.click()
    assert.deepEqual(await consent.ticked(), [ask.letter])
  })

  for (const [what, css] of Object.entries(GROUNDS)) {
    test(`on ${what} the block has a ground of its own before it is signed`, async () => {
      const { name, email } = person()
      await visit('choices.html', {
        path: /^\/choices\.(html|css)/,
        alter: (body) =>
          Buffer.from(
            body
              .toString()
              .replace('<main>', '<main><video muted></video>')
              .replace('/* A plain page', `video { display: none }\n${css.replace('video {', 'video { display: block;')}\n/* A plain page`),
          ),
      })
      await event('ready')
      await consent.one('[part~=block]')
      const ratio = () =>
        consent.inside(`(root) => {
          const part = root.querySelector('[part~=block]')
          const { backgroundColor, color } = getComputedStyle(part)
          const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((byte) => ((byte / 255 + 0.055) / 1.055) ** 2.4).reduce((sum, linear, i) => sum + linear * [0.2126, 0.7152, 0.0722][i], 0)
          const [dark, bright] = [light(color), light(backgroundColor)].sort((a, b) => a - b)
          return /rgba/.test(backgroundColor) ? 0 : (bright + 0.05) / (dark + 0.05)
        }`)
      await eventually('the ground', async () => (await ratio()) >= 4.5)
      await tick(TERMS)
      await type({ name, email })
      await send()
      await sent()
      await nothingLeaked({ name, email })
    })
  }

  test('a plain page gives the block no ground, in the light', async () => {
    await open()
    assert.deepEqual(await consent.all('[data-ground]'), [])
  })

  test('a block that a script takes out of the page comes back, and is read before it is signed', async () => {
    const { name, email } = person()
    await open()
    await tick(TERMS)
    await type({ name, email })
    await run('document.querySelector("waxseal-consent").remove()')
    await refused('taken out')
    assert.equal(await run('return !!document.querySelector("form waxseal-consent")'), true)
    await send()
    await event('sent')
    await nothingLeaked({ name, email })
  })

  test('a header that stays in place may lie over the block for a moment: it is signed', async () => {
    const { name, email } = person()
    await open()
    await tick(TERMS)
    await type({ name, email })
    await style('body::after { content: ""; display: block; block-size: 300vh }')
    await run(`const bar = document.createElement('div'); bar.className = 'bar'; document.body.append(bar)`)
    await style('.bar { position: fixed; inset-block-start: 0; inset-inline: 0; block-size: 5rem; background: gold }')
    await run('const { top } = document.querySelector("waxseal-consent").getBoundingClientRect(); scrollTo(0, top + scrollY - 10)')
    const before = await run('return scrollY')
    await run('document.forms[0].requestSubmit()')
    await event('sent')
    assert.ok(before > 0)
    await nothingLeaked({ name, email })
  })
}
