// What the developer is told of requests that carry, in clear, what stands in a protected form.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person } from './lib/canary.mjs'
import { signup, written } from './lib/page.mjs'

const SENDERS = {
  fetch: 'fetch("/back-end/x", { method: "POST", body: JSON.stringify({ email: value }) })',
  XMLHttpRequest: 'const request = new XMLHttpRequest(); request.open("POST", "/back-end/x"); request.send(new URLSearchParams({ email: value }))',
  sendBeacon: 'navigator.sendBeacon("/back-end/x", new Blob([btoa(value)]))',
  'a form':
    'const form = document.createElement("form"); form.action = "/back-end/x"; form.method = "post"; form.target = "_blank"; form.append(Object.assign(document.createElement("input"), { name: "copy", value })); document.body.append(form); new FormData(form)',
  'an address (img)': 'const image = new Image(); image.src = "/back-end/x?e=" + encodeURIComponent(value)',
}

export function watching(world) {
  const open = written(world)
  const said = () => world.run('return window.said.join("\\n")')
  for (const [way, send] of Object.entries(SENDERS)) {
    test(`a value that leaves by ${way} is told by field, origin and script, without the value`, async () => {
      const { email } = person()
      await open(`{{tag}}<script>function sender() { const { value } = document.getElementById('email'); ${send} }</script>`, signup())
      await world.eventually('the watch', () =>
        world.run(
          'return performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/waxseal-watch.js")) && document.readyState === "complete"',
        ),
      )
      await world.type({ email })
      await world.eventually('the word', async () => (await world.run('sender()'), /value-sent/.test(await said())))
      const line = (await said()).split('\n').find((line) => line.includes('value-sent'))
      assert.ok(line.includes(`field \`email\` of form \`signup\` went to ${world.proxy.origin} by ${way}`), line)
      if (!/address|a form/.test(way)) assert.match(line, /from http:\/\/127\.0\.0\.1:\d+\/written\.html:\d+/)
      assert.ok(!line.includes(email) && !line.includes(email.split('@')[0]), 'the value is not told')
    })
  }

  test("on the developer's own machine code and mend stand by the form, too", async () => {
    await open('{{tag}}', signup('', 'data-waxseal="signup"'), {
      faults: [{ path: /^\/waxseal\.json/, answer: (_, response) => response.writeHead(404).end() }],
    })
    await (await world.find('send')).click()
    await world.eventually('the mend', async () =>
      /policy-unavailable: The URL in data-policy/.test(
        await world.run('return document.querySelector(".waxseal-mend + form")?.previousElementSibling.textContent'),
      ),
    )
  })

  test('the sealed form itself is no such request', async () => {
    const { name, email } = person()
    await open('{{tag}}', signup())
    await world.event('ready')
    await world.type({ name, email })
    await world.tick(0)
    await (await world.find('send')).click()
    await world.event('sent')
    assert.doesNotMatch(await said(), /value-sent/)
  })
}
