// Stands between browser and receiver, as a CDN or an attacker would: keeps every byte that passes, both ways, and
// breaks what a test asks it to break.
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import { connect, createServer } from 'node:net'

const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)))

const SPY = readFileSync(new URL('./spy.js', import.meta.url))

/** Puts the tests' eyes into a page, before its own scripts. Minifiers leave the tag of the head out. */
function withSpy(bytes) {
  const html = bytes.toString('utf8')
  const before = html.includes('<head>') ? '<head>' : /<!doctype html>/i
  return Buffer.from(html.replace(before, '$&<script src="/spy.js"></script>'))
}

/** Routes by path: `routes` maps the start of a path to a port; `''` is everything else. */
export async function startProxy(routes) {
  let bytes = []
  let last
  let faults = []
  let optedOut = false

  const http = createHttpServer((request, response) => {
    const fault = faults.find(({ path }) => path.test(request.url))
    if (fault?.answer) return fault.answer(request, response)
    if (request.url === '/spy.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(SPY)
    const start = Object.keys(routes).find((prefix) => prefix && request.url.startsWith(prefix)) ?? ''
    const { method, url } = request
    const headers = { ...request.headers, ...(optedOut && { 'sec-gpc': '1' }) }
    // The browser does not know that it asked with another header, so it may keep nothing.
    const fresh = optedOut && { 'cache-control': 'no-store' }
    const onward = httpRequest({ host: '127.0.0.1', port: routes[start], method, path: url, headers }, (answer) => {
      if (fault?.lose) return response.destroy()
      const chunks = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () => {
        const isPage = /^text\/html/.test(answer.headers['content-type'] ?? '')
        const body = isPage ? withSpy(Buffer.concat(chunks)) : Buffer.concat(chunks)
        if (!fault?.alter)
          return response.writeHead(answer.statusCode, { ...answer.headers, ...fresh, ...(isPage && { 'content-length': body.length }) }).end(body)
        const altered = fault.alter(body)
        const type = answer.headers['content-type']
        response.writeHead(answer.statusCode, { 'content-type': type, 'content-length': altered.length, 'cache-control': 'no-store' })
        response.end(altered)
      })
    })
    onward.on('error', () => response.destroy())
    // Compressed there would be nothing to read, and a page gets the tests' eyes.
    if (fault?.alter || /\.html|\/(\?|$)/.test(url)) onward.removeHeader('accept-encoding')
    // "Not modified" would leave nothing to alter.
    if (fault?.alter || optedOut) for (const name of ['if-none-match', 'if-modified-since']) onward.removeHeader(name)
    setTimeout(() => request.pipe(onward), fault?.delay ?? 0)
  })

  // The bytes are kept below HTTP, so that nothing a parser drops escapes the search.
  const inner = await listen(http)
  const sockets = new Set()
  const front = createServer((browser) => {
    const server = connect(inner, '127.0.0.1')
    for (const [from, to] of [
      [browser, server],
      [server, browser],
    ]) {
      sockets.add(from)
      // Each message begins a line of its own, whatever came before it.
      from.on('data', (chunk) => {
        if (last !== from) bytes.push(Buffer.from('\n'))
        bytes.push(chunk)
        last = from
      })
      from.on('error', () => to.destroy())
      from.on('close', () => (sockets.delete(from), to.destroy()))
      from.pipe(to)
    }
  })
  const port = await listen(front)

  return {
    origin: `http://127.0.0.1:${port}`,
    /** Everything that passed since the last {@link reset}. */
    traffic: () => Buffer.concat(bytes),
    /** What to break from now on: `{path, answer | alter | lose | delay}`. */
    breaks: (...list) => {
      faults = list
    },
    /** From now on, requests say that the browser asks not to be sold (Global Privacy Control). */
    signals: () => {
      optedOut = true
    },
    reset: () => {
      bytes = []
      faults = []
      optedOut = false
    },
    stop: () => {
      front.close()
      http.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Answers of a broken server. */
export const status = (code) => (_, response) => response.writeHead(code, { 'content-type': 'text/plain' }).end('no')
/** A page of nothing, under no rules. */
export const blank = {
  path: /^\/blank/,
  answer: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Blank</title>'),
}
export const hangUp = (_request, response) => response.destroy()

/** Changes one byte in the middle. */
export function oneByte(body) {
  const changed = Buffer.from(body)
  const middle = Math.floor(changed.length / 2)
  changed[middle] = changed[middle] === 65 ? 66 : 65
  return changed
}
