import { createServer, type Server } from 'node:http'
import { afterEach } from 'vitest'

let server: Server | undefined
afterEach(() => server?.close())

/**
 * An OpenAI-compatible server that answers every completion with this content, after `waitMs`, and keeps what it was asked.
 * The settings are those of its client.
 */
export async function modelThatSays(content: string, status = 200, waitMs = 0) {
  const asked: string[] = []
  let said = content
  const made = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(body)
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: said } }] }))
      }, waitMs)
    })
  })
  server = made
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done))
  const address = made.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const refusals: string[] = []
  const settings = {
    apiKey: 'none',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'small',
    onRefusal: (why: string) => refusals.push(why),
  }
  return { settings, asked, refusals, says: (next: string) => void (said = next) }
}
