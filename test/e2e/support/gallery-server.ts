/** The playground's page with one message or view in it at a time: whoever is asked for is the picture's number. */
import { createServer, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { pageHandler } from '../../../src/playground/page-bundle.js'
import type { JsonObject, Person, ShownView, Snapshot } from '../../../src/playground/protocol.js'
import type { Picture } from '../../messages/three.js'
import { ARNO, MONA, NOW, RITA } from '../../messages/usual-week.js'

export async function startGallery(
  pictures: readonly Picture[],
): Promise<{ readonly url: string; readonly close: () => void }> {
  const page = pageHandler()
  const server = createServer((request, response) => {
    if (page(request, response)) return
    const url = new URL(request.url ?? '/', 'http://gallery')
    if (url.pathname === '/playground/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('\n')
      return
    }
    const picture = pictures[Number(url.searchParams.get('as')?.slice(1) ?? 0)]
    if (url.pathname === '/playground/act') reply(response, { ok: true })
    else if (url.pathname === '/playground/state' && picture)
      reply(response, snapshotOf(url.searchParams.get('as') ?? '', picture))
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function reply(response: ServerResponse, answer: Snapshot | { readonly ok: true }): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

const CHANNEL = { id: 'C1', name: 'marketing', kind: 'channel', topic: '', unread: 0 } as const
const APP = 'UB'

function snapshotOf(as: string, picture: Picture): Snapshot {
  const isView = 'type' in picture
  const view: ShownView | null = isView
    ? { id: 'V1', type: picture.type, view: wire(picture), errors: {} }
    : null
  const me = person(as, 'You', '#2e7d6b')
  return {
    now: NOW.toISOString(),
    me,
    agent: { status: null, title: '', prompts: [] },
    people: [
      me,
      person(MONA, 'Mona', '#6a4fb3'),
      person(ARNO, 'Arno', '#36648b'),
      person(RITA, 'Rita', '#b4532a'),
      person('U0123456789A', 'Bartholomew Featherstonehaugh-Cholmondeley', '#777777'),
      { ...person(APP, 'Earshot', '#0f766e'), isBot: true },
    ],
    conversations: [CHANNEL],
    messages: {
      [CHANNEL.id]: isView
        ? []
        : [
            {
              ts: `${NOW.getTime() / 1000}.000100`,
              channel: CHANNEL.id,
              threadTs: null,
              author: APP,
              text: picture.text,
              blocks: picture.blocks.map(wire),
              ephemeral: false,
              edited: false,
              deleted: false,
              replyCount: 0,
            },
          ],
    },
    modals: view?.type === 'modal' ? [view] : [],
    home: view?.type === 'home' ? view : null,
    commands: [],
    shortcuts: [],
    botUser: APP,
  }
}

function person(id: string, name: string, color: string): Person {
  return { id, name, title: '', isAdmin: false, isBot: false, color }
}

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())

/** With an id for each block, which Slack gives to those that have none. */
function wire(content: unknown): JsonObject {
  let unnamed = 0
  const parsed: unknown = JSON.parse(JSON.stringify(content), (key, value: unknown) => {
    if (key !== 'blocks' || !Array.isArray(value)) return value
    return value.map((block: unknown) => ({ block_id: `b${(unnamed += 1)}`, ...json.parse(block) }))
  })
  return json.parse(parsed)
}
