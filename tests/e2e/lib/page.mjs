// A page that is written in the test itself, with the tag of the run's own policy.

/** `open(head, body, options)`: `{{tag}}` in the head is the whole script tag (`{{absolute}}`: with the
 *  whole address of the policy), `{{said}}` what it says; the path may have a query or a fragment. */
export function written(world) {
  let said
  return async function open(head, body, { path = 'written.html', faults = [] } = {}) {
    said ??= (await (await fetch(`${world.proxy.origin}/signup.html`)).text()).match(/data-policy="[^"]+" data-root="[^"]+"/)[0]
    const tag = `<script src="${world.proxy.origin}/waxseal.js" ${said}></script>`
    const absolute = tag.replace('data-policy="', `data-policy="${world.proxy.origin}`)
    const filled = (text) =>
      text.replaceAll('{{tag}}', tag).replaceAll('{{absolute}}', absolute).replaceAll('{{said}}', said).replaceAll('{{origin}}', world.proxy.origin)
    const scripts = ['spy', 'observe'].map((name) => `<script src="${world.proxy.origin}/${name}.js"></script>`).join('')
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Written</title>${scripts}${filled(head)}</head><body>${filled(body)}</body></html>`
    const answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end(html)
    await world.visit(path, { path: /written\.html/, answer }, ...faults)
  }
}

/** What the page's own scripts would send in clear, were they let: on every click, key and submission. */
export const SENDERS = `<script>
  const clear = (way) => navigator.sendBeacon('/back-end/clear/' + way, ['name', 'email'].map((id) => document.getElementById(id)?.value).join())
  addEventListener('DOMContentLoaded', () => {
    for (const form of document.querySelectorAll('form')) {
      form.addEventListener('submit', (event) => { event.preventDefault(); clear('submit') })
      for (const button of form.querySelectorAll('button,a')) button.addEventListener('click', () => clear('click'))
      for (const type of ['keydown', 'keypress', 'keyup']) form.addEventListener(type, ({ key }) => key === 'Enter' && clear(type))
    }
  })
</script>`

/** The sign-up form, with names, an action of its own, and what else is wanted in it. */
export const signup = (more = '', attributes = 'data-waxseal="signup"') => `<form ${attributes} id="form" action="/back-end/clear" method="post">
  <p><label for="name">Name</label> <input id="name" name="name"></p>
  <p><label for="email">Email</label> <input id="email" name="email" type="email"></p>
  ${more || '<p><button id="send">Sign up</button></p>'}
</form>`
