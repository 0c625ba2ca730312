import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { notSavedMessage, only } from '../capture/messages.js'
import type { Log } from '../deps.js'
import { privately } from '../kit/wire.js'
import type { SlackBody } from './body.js'

/** A signed request of a workspace that has not installed Earshot, or has removed it. */
export class UnknownWorkspace extends Error {
  override readonly name = 'UnknownWorkspace'
}

const command = z.object({ command: z.string(), text: z.string().default(''), trigger_id: z.string() })

/**
 * What Slack is answered when no listener could run, or one threw. The person has the text back; an event is asked for
 * again, but an unknown workspace's is not: too many failures, and Slack switches the app off for everybody.
 */
export function faultAnswer(
  error: unknown,
  body: SlackBody,
  log: Log,
): { readonly status: number; readonly content?: unknown } {
  const isCommand = command.safeParse(body)
  if (isUnknownWorkspace(error)) {
    log.warn({ team: body['team_id'] }, 'request of an unknown workspace')
    return isCommand.success
      ? {
          status: 200,
          content: privately(only(`Earshot is not installed in this workspace. An admin can add it.`)),
        }
      : { status: 200 }
  }
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, err: error }, 'request failed')
  if (!isCommand.success) return { status: body['type'] === 'event_callback' ? 503 : 500 }
  const { text, trigger_id } = isCommand.data
  const kind = isCommand.data.command === '/objection' ? 'objection' : 'request'
  if (isCommand.data.command === '/earshot')
    return {
      status: 200,
      content: privately(only(`Something went wrong. Try again; the reference is ${reference}.`)),
    }
  return { status: 200, content: privately(notSavedMessage(kind, text, `trigger:${trigger_id}`, reference)) }
}

function isUnknownWorkspace(error: unknown): boolean {
  const cause = z.object({ original: z.unknown().optional(), cause: z.unknown().optional() }).safeParse(error)
  return (
    error instanceof UnknownWorkspace ||
    (cause.success &&
      [cause.data.original, cause.data.cause].some((each) => each instanceof UnknownWorkspace))
  )
}
