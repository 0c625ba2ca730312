import { createServer, type IncomingMessage } from 'node:http'
import type { Status } from '../../../src/core/delivery/tracker.js'

export type TrackedIssue = {
  readonly number: number
  readonly title: string
  /** As it was sent, in one text. */
  readonly body: string
  readonly labels: readonly string[]
  readonly createdAt: string
  /** `gone`: somebody has deleted it. */
  status: Status | 'gone'
}

export type Call = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly header: (name: string) => string
}

export type Reply = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** `cut`: it is accepted, and the connection is cut before the answer. `before`: it is cut, and nothing was accepted. */
export type Fault = 'cut' | 'before' | Reply

export type Tracker = {
  readonly url: string
  readonly issues: readonly TrackedIssue[]
  /** Every call that came, accepted or not. */
  readonly calls: readonly Call[]
  /** What becomes of the next creations, in this order; then all is well again. */
  readonly failNext: (...faults: readonly Fault[]) => void
  /** Of every call, until it is lifted with null. */
  readonly failAll: (fault: Reply | null) => void
  /** Called when an issue was accepted, before the answer: at what point a process may die. */
  readonly onAccepted: (listener: () => void) => void
  readonly stop: () => Promise<void>
}

export type Kept = {
  readonly issues: TrackedIssue[]
  readonly accept: (issue: Pick<TrackedIssue, 'title' | 'body' | 'labels'>) => TrackedIssue
}

/** A tracker on this machine: what it accepts stays, and its answers can be made to fail. */
export async function startTracker(service: {
  readonly isCreation: (call: Call) => boolean
  readonly answer: (call: Call, kept: Kept) => Reply
}): Promise<Tracker> {
  const issues: TrackedIssue[] = []
  const calls: Call[] = []
  const faults: Fault[] = []
  const told: { all: Reply | null; accepted: () => void } = { all: null, accepted: () => undefined }
  const accept: Kept['accept'] = (issue) => {
    const made: TrackedIssue = {
      ...issue,
      number: issues.length + 1,
      createdAt: new Date().toISOString(),
      status: 'open',
    }
    issues.push(made)
    told.accepted()
    return made
  }
  const replyTo = (call: Call): Reply | 'cut' => {
    if (told.all) return told.all
    const fault = service.isCreation(call) ? faults.shift() : undefined
    if (fault === 'before') return 'cut'
    if (fault !== undefined && fault !== 'cut') return fault
    const reply = service.answer(call, { issues, accept })
    return fault === 'cut' ? 'cut' : reply
  }
  const server = createServer((request, response) => {
    void callOf(request).then((call) => {
      calls.push(call)
      const reply = replyTo(call)
      if (reply === 'cut') {
        request.socket.destroy()
        return
      }
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      response.end(JSON.stringify(reply.body))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    issues,
    calls,
    failNext: (...next) => void faults.push(...next),
    failAll: (fault) => (told.all = fault),
    onAccepted: (listener) => (told.accepted = listener),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const body: unknown = text === '' ? null : JSON.parse(text)
  const header = (name: string): string => String(request.headers[name] ?? '')
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, body, header }
}
