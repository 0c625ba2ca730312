/** The page over a made-up workspace, without the app: for looking at the page, and for its test. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { json } from 'node:stream/consumers'
import { pageHandler } from '../../src/playground/page-bundle.js'
import type {
  Act,
  Done,
  JsonObject,
  ShownMessage,
  ShownView,
  Snapshot,
  Suggest,
} from '../../src/playground/protocol.js'
import { messages } from './fixture/messages.js'
import { commands, conversations, people, shortcuts } from './fixture/people.js'
import { message, now, plain, ts } from './fixture/make.js'
import { home, objectionModal } from './fixture/views.js'

export type FixtureServer = {
  readonly url: string
  /** What the page asked for, in order. */
  readonly acts: readonly Act[]
  readonly close: () => void
}

export async function startFixture(port = 0): Promise<FixtureServer> {
  const page = pageHandler()
  const world = newWorld()
  const server = createServer((req, res) => {
    if (!page(req, res)) void answer(world, req, res)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${bound}`,
    acts: world.acts,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

type World = {
  readonly acts: Act[]
  readonly streams: Set<ServerResponse>
  modals: readonly ShownView[]
  said: readonly ShownMessage[]
  now: number
}

function newWorld(): World {
  return { acts: [], streams: new Set(), modals: [], said: [], now: Date.parse(now) }
}

async function answer(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://fixture')
  switch (url.pathname) {
    case '/playground/state': {
      reply(res, snapshotFor(world, url.searchParams.get('as') ?? 'U1'))
      return
    }
    case '/playground/stream':
      res.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: changed\ndata: {}\n\n')
      world.streams.add(res)
      res.on('close', () => world.streams.delete(res))
      return
    case '/playground/act': {
      const act = await read(req, isAct)
      world.acts.push(act)
      await new Promise((later) => setTimeout(later, act.kind === 'pass-time' ? 900 : 120))
      const done = perform(world, act)
      for (const stream of world.streams) stream.write('event: changed\ndata: {}\n\n')
      reply(res, done)
      return
    }
    case '/playground/suggest': {
      const { query } = await read(req, isSuggest)
      reply(res, { options: accounts.filter(({ value }) => value.includes(query.toLowerCase())) })
      return
    }
    default:
      res.writeHead(404).end()
  }
}

const accounts = ['Halvorsen Health', 'Kestrel Bank', 'Lumen Retail'].map((name) => ({
  text: plain(name),
  value: name.toLowerCase(),
}))

function perform(world: World, act: Act): Done {
  switch (act.kind) {
    case 'say':
      return say(world, act)
    case 'submit':
      return submit(world, act.viewId, act.values)
    case 'close':
      world.modals = world.modals.filter(({ id }) => id !== act.viewId)
      return { ok: true }
    case 'shortcut':
      return openModal(world)
    case 'pass-time':
      world.now += act.days * 86_400_000
      return { ok: true }
    case 'press':
      if (act.action['action_id'] === 'evidence')
        return { ok: false, error: 'Earshot did not answer in time. Try again.' }
      return act.action['action_id'] === 'edit' ? openModal(world) : { ok: true }
    case 'open-home':
    case 'open-messages':
    case 'read':
      return { ok: true }
  }
}

/** As the playground's server does it: a refused command is told by Slackbot, and in the answer. */
function say(world: World, { as, channel, text, threadTs }: Extract<Act, { kind: 'say' }>): Done {
  if (text === '/objection') return openModal(world)
  const post = (author: string, words: string, ephemeral: boolean) => {
    const at = ts(new Date(world.now).toISOString().slice(0, 16), world.said.length + 1)
    world.said = [
      ...world.said,
      message({ ts: at, channel, author, text: words, threadTs: threadTs ?? null, ephemeral }),
    ]
  }
  if (!text.startsWith('/')) {
    post(as, text, false)
    return { ok: true }
  }
  const error = `${text.split(' ')[0] ?? ''} failed because the app did not respond.`
  post('USLACKBOT', error, true)
  return { ok: false, error }
}

function submit(world: World, viewId: string, values: JsonObject): Done {
  if (!JSON.stringify(values['what']).includes('"value":null')) {
    world.modals = world.modals.filter(({ id }) => id !== viewId)
    return { ok: true }
  }
  const error = 'Write what they said, a few words will do.'
  world.modals = world.modals.map((modal) =>
    modal.id === viewId ? { ...modal, errors: { what: error } } : modal,
  )
  return { ok: false, error }
}

function openModal(world: World): Done {
  const id = `V${world.modals.length + 1}`
  world.modals = [...world.modals, { id, type: 'modal', view: objectionModal, errors: {} }]
  return { ok: true }
}

function snapshotFor(world: World, as: string): Snapshot {
  const read = world.acts.flatMap((act) => (act.kind === 'read' && act.as === as ? [act.channel] : []))
  const me = people.find(({ id }) => id === as) ?? people[0]
  if (me === undefined) throw new Error('The fixture has no people.')
  return {
    now: new Date(world.now).toISOString(),
    me,
    people,
    conversations: conversations.map((one) => (read.includes(one.id) ? { ...one, unread: 0 } : one)),
    messages: Object.fromEntries(
      Object.entries(messages).map(([id, all]) => [
        id,
        [...all, ...world.said.filter(({ channel }) => channel === id)],
      ]),
    ),
    modals: world.modals,
    home,
    commands,
    shortcuts,
    botUser: 'UB',
    agent: { status: null, title: '', prompts: [] },
  }
}

function reply(
  res: ServerResponse,
  answer: Snapshot | Done | { readonly options: readonly JsonObject[] },
): void {
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

async function read<T>(req: IncomingMessage, isIt: (sent: unknown) => sent is T): Promise<T> {
  const sent: unknown = await json(req)
  if (!isIt(sent)) throw new Error('The page sent something else.')
  return sent
}

function isAct(sent: unknown): sent is Act {
  return typeof sent === 'object' && sent !== null && 'kind' in sent
}

function isSuggest(sent: unknown): sent is Suggest {
  return typeof sent === 'object' && sent !== null && 'query' in sent
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startFixture(Number(process.argv[2] ?? 8123))
  console.log(`The page is at ${url}`)
}
