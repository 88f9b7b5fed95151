// A plain web server for a folder, as a static host is: no rewriting, types by ending.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm' }

/** Serves `folder` below the path `prefix`. */
export async function startStatic(folder, prefix) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://host').pathname)
    const file = join(folder, path.slice(prefix.length))
    if (!path.startsWith(prefix) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  const port = await new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)))
  return { port, stop: () => server.close() }
}
