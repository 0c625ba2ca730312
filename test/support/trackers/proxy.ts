import { createServer, type IncomingMessage } from 'node:http'

export type CuttingProxy = { readonly url: string; readonly stop: () => Promise<void> }

/** Passes requests on; of the first that `cuts` names, the service hears, and the connection is cut before the answer. */
export async function startProxy(
  service: string,
  cuts: (request: IncomingMessage, body: string) => boolean,
): Promise<CuttingProxy> {
  const done = { cut: false }
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      const method = request.method ?? 'GET'
      const headers = {
        authorization: request.headers.authorization ?? '',
        'content-type': request.headers['content-type'] ?? 'application/json',
      }
      const passed = await fetch(`${service}${request.url ?? '/'}`, {
        method,
        headers,
        ...(body === '' ? {} : { body }),
      })
      const text = await passed.text()
      if (!done.cut && cuts(request, body)) {
        done.cut = true
        request.socket.destroy()
        return
      }
      const type = passed.headers.get('content-type') ?? 'application/json'
      response.writeHead(passed.status, { 'content-type': type }).end(text)
    })()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
