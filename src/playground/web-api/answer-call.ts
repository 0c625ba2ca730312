/** One call of the Web API: who calls, whether they may, the fault that a test has scripted, and the work. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  insteadOfWork,
  jsonReply,
  nextStep,
  rateLimited,
  respond,
  sendThrough,
  type Reply,
} from '../faults.js'
import { grantOf } from '../grants.js'
import type { JsonObject } from '../protocol.js'
import { readArgs, tokenIn } from '../requests.js'
import type { World } from '../state.js'
import { APP } from './app.js'
import { ASSISTANT } from './assistant.js'
import { CHAT } from './chat.js'
import { CONVERSATIONS } from './conversations.js'
import { refuse, type Answer, type Caller, type Method } from './method.js'
import { PEOPLE } from './people.js'
import { STREAMS } from './streams.js'
import { VIEWS } from './views.js'

const METHODS: Readonly<Record<string, Method>> = {
  ...APP,
  ...ASSISTANT,
  ...CHAT,
  ...CONVERSATIONS,
  ...PEOPLE,
  ...STREAMS,
  ...VIEWS,
}

export async function answerCall(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const name = new URL(req.url ?? '/', 'http://localhost').pathname.slice('/api/'.length)
  const args = await readArgs(req)
  const token = tokenIn(req, args)
  const step = nextStep(world, name)
  const instead = insteadOfWork(step)
  if (instead !== null) {
    record(world, { name, args, token, answer: refuse(typeof step === 'string' ? step : 'scripted') })
    if (instead === 'cut') req.socket.destroy()
    else if (instead !== 'hang') respond(instead, res)
    return
  }
  const answer = work(world, name, { token, args })
  record(world, { name, args, token, answer })
  sendThrough(step, replyOf(world, name, token, answer), { res, socket: req.socket })
}

function work(
  world: World,
  name: string,
  request: { readonly token: string; readonly args: JsonObject },
): Answer {
  const method = METHODS[name]
  if (method === undefined) return { ok: false, error: 'unknown_method', req_method: name }
  if (method.kind === 'open') return method.run(world, null, request.args)
  if (request.token === '') return refuse('not_authed')
  if (method.kind === 'app') {
    if (request.token !== world.app.appToken) return refuse('invalid_auth')
    return method.run(world, null, request.args)
  }
  const caller = callerWith(world, request.token)
  if ('error' in caller) return refuse(caller.error)
  const { scopes } = caller.grant
  if (method.scopes.length > 0 && !method.scopes.some((scope) => scopes.includes(scope))) {
    return {
      ok: false,
      error: 'missing_scope',
      needed: method.scopes.join(','),
      provided: scopes.join(','),
    }
  }
  return method.run(world, caller, request.args)
}

function callerWith(world: World, token: string): Caller | { readonly error: string } {
  const grant = grantOf(world, token)
  if ('error' in grant) return grant
  const workspace = world.workspaces.get(grant.teamId)
  return workspace === undefined ? { error: 'team_not_found' } : { grant, workspace }
}

function replyOf(world: World, name: string, token: string, answer: Answer): Reply {
  const { retryAfter } = answer
  if (typeof retryAfter === 'number') return rateLimited(String(retryAfter))
  const reply = jsonReply(answer)
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'x-slack-req-id': world.ids.secret(16),
      'x-oauth-scopes': world.grants.get(token)?.scopes.join(',') ?? '',
      'x-accepted-oauth-scopes': METHODS[name]?.scopes.join(',') ?? '',
    },
  }
}

function record(
  world: World,
  call: { readonly name: string; readonly args: JsonObject; readonly token: string; readonly answer: Answer },
): void {
  const { error } = call.answer
  world.calls.push({
    method: call.name,
    args: Object.fromEntries(Object.entries(call.args).filter(([key]) => key !== 'token')),
    teamId: world.grants.get(call.token)?.teamId ?? null,
    at: world.clock.now(),
    accepted: call.answer.ok,
    error: typeof error === 'string' ? error : null,
  })
}
