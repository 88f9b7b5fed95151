// A back end that knows only form POSTs, as old ones do: keeps the fields that came, and says thank you.
import { createServer } from 'node:http'

export async function startBackEnd() {
  const posts = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, url: path, headers } = request
    const body = new Response(Buffer.concat(chunks), { headers: { 'content-type': headers['content-type'] ?? '' } })
    const form = await body.formData().catch(() => undefined)
    posts.push({ method, path, fields: form && [...form] })
    // Turbo takes only the frame out of it.
    const page = '<!doctype html><title>Thank you</title><p>Thank you.</p><turbo-frame id="signup"><output>done</output></turbo-frame>'
    response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  })
  const port = await new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)))
  return { port, posts, stop: () => server.close() }
}
