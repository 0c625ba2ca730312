import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export type Answer = {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}
export type Upset = Partial<Answer> & {
  /** Of which calls; by default of all. */
  readonly on?: RegExp
  /** How often; by default once. */
  readonly times?: number
  /** No answer: the connection is cut. */
  readonly hangsUp?: boolean
  /** No answer, for as long as it is waited for. */
  readonly hangs?: boolean
}

export type CrmServer = {
  readonly url: string
  /** Every call so far, as “POST /crm/v3/…”. */
  readonly calls: () => readonly string[]
  readonly asked: () => readonly Asked[]
  /** What is to go wrong next. */
  readonly upset: (upset: Upset) => void
  /** Nothing goes wrong any more. */
  readonly heal: () => void
  readonly stop: () => Promise<void>
}

/** A server on this machine that answers as a CRM would, or as it was told to go wrong. */
export async function startCrmServer(answer: (asked: Asked) => Answer): Promise<CrmServer> {
  const all: Asked[] = []
  let upsets: Upset[] = []
  const wrong = (call: string): Upset | null => {
    const found = upsets.find(({ on }) => on?.test(call) ?? true)
    if (!found) return null
    const left = (found.times ?? 1) - 1
    upsets = upsets.flatMap((each) =>
      each === found ? (left > 0 ? [{ ...found, times: left }] : []) : [each],
    )
    return found
  }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = await read(request)
    all.push(asked)
    const upset = wrong(callOf(asked))
    if (upset?.hangsUp) {
      request.socket.destroy()
      return
    }
    const {
      status,
      body,
      headers = {},
    } = { ...(upset ? { status: 500, body: '{}' } : answer(asked)), ...upset }
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers }).end(body)
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => all.map(callOf),
    asked: () => all,
    upset: (upset) => upsets.push(upset),
    heal: () => (upsets = []),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function callOf({ method, path }: Asked): string {
  return `${method} ${path}`
}

async function read(request: IncomingMessage): Promise<Asked> {
  let body = ''
  request.setEncoding('utf8')
  for await (const chunk of request) body += String(chunk)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body,
  }
}

export function json(body: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(body) }
}
