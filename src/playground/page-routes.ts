/** What the browser page asks for: the state, a stream of its changes, and the acts of people. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { actorWith, actSchema, carryOut, optionsFor, suggestSchema, type PassTime } from './acts.js'
import { jsonReply, respond } from './faults.js'
import { parseJson } from './json.js'
import { readBody } from './requests.js'
import { snapshot } from './snapshot.js'
import type { World } from './state.js'

/** False when the path is none of the page's. */
export async function answerPage(
  world: World,
  exchange: { readonly req: IncomingMessage; readonly res: ServerResponse },
  passTime: PassTime | undefined,
): Promise<boolean> {
  const { req, res } = exchange
  const url = new URL(req.url ?? '/', 'http://localhost')
  switch (`${req.method ?? ''} ${url.pathname}`) {
    case 'GET /playground/state':
      sendState(world, url.searchParams.get('as'), res)
      return true
    case 'GET /playground/stream':
      stream(world, res)
      return true
    case 'POST /playground/act': {
      const act = actSchema.safeParse(await readJson(req))
      const done = act.success
        ? await carryOut(world, act.data, passTime)
        : { ok: false, error: 'The page sent something that the playground does not know.' }
      respond({ ...jsonReply(done), status: act.success ? 200 : 400 }, res)
      return true
    }
    case 'POST /playground/suggest': {
      const asked = suggestSchema.safeParse(await readJson(req))
      respond(jsonReply({ options: asked.success ? await optionsFor(world, asked.data) : [] }), res)
      return true
    }
    default:
      return false
  }
}

/** A form of another site cannot send this content type without asking first. */
async function readJson(req: IncomingMessage) {
  const isJson = (req.headers['content-type'] ?? '').startsWith('application/json')
  const body = await readBody(req)
  return isJson ? parseJson(body) : undefined
}

/** Without `as`: the first person who is no bot. */
function sendState(world: World, as: string | null, res: ServerResponse): void {
  const people = [...world.workspaces.values()].flatMap((workspace) => [...workspace.people.values()])
  const actor = actorWith(world, as ?? people.find((person) => !person.isBot)?.id ?? '')
  if (actor === undefined) respond({ ...jsonReply({ error: 'There is no such person.' }), status: 404 }, res)
  else respond(jsonReply(snapshot(world, actor)), res)
}

const HEARTBEAT_MS = 20_000
const GATHER_MS = 30

function stream(world: World, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  res.write('event: changed\ndata: {}\n\n')
  let pending: NodeJS.Timeout | undefined
  const tell = (): void => {
    pending ??= setTimeout(() => {
      pending = undefined
      res.write('event: changed\ndata: {}\n\n')
    }, GATHER_MS)
  }
  const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS)
  world.watchers.add(tell)
  res.on('close', () => {
    world.watchers.delete(tell)
    clearInterval(heartbeat)
    clearTimeout(pending)
  })
}
