/** What a Web API method is: the scopes it needs, the arguments it takes, the work it does. */
import type { z } from 'zod'
import type { Grant } from '../grants.js'
import type { JsonObject } from '../protocol.js'
import type { World } from '../state.js'
import type { Workspace } from '../workspaces.js'

export type Answer = { readonly ok: boolean; readonly [key: string]: unknown }

/** The reply type of @slack/web-api, its `Loose` fields being JSON of Slack's own making. */
export type Replied<T, Loose extends keyof T = never> = Omit<T, Loose | 'ok'> & {
  readonly ok: true
} & Partial<Record<Loose, unknown>>

export type Caller = { readonly workspace: Workspace; readonly grant: Grant }

export type Method = {
  readonly kind: 'bot' | 'app' | 'open'
  /** One of them is enough; none means that any token will do. */
  readonly scopes: readonly string[]
  readonly run: (world: World, caller: Caller | null, args: JsonObject) => Answer
}

/** A method that a bot token may call. */
export function botMethod<Schema extends z.ZodType>(
  scopes: readonly string[],
  schema: Schema,
  run: (world: World, caller: Caller, args: z.output<Schema>) => Answer,
): Method {
  return {
    kind: 'bot',
    scopes,
    run: (world, caller, args) => {
      if (caller === null) return refuse('not_authed')
      const parsed = schema.safeParse(args)
      if (parsed.success) return run(world, caller, parsed.data)
      const messages = parsed.error.issues.map(
        (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`,
      )
      return refuse('invalid_arguments', messages)
    },
  }
}

/** `messages` are what is wrong, in Slack's words. */
export function refuse(error: string, messages: readonly string[] = []): Answer {
  if (messages.length === 0) return { ok: false, error }
  return {
    ok: false,
    error,
    errors: messages,
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  }
}

/** A page of a list, and the cursor to the next one. */
export function pageOf<T>(
  items: readonly T[],
  args: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): { readonly items: T[]; readonly nextCursor: string } {
  const start = args.cursor ? Number(Buffer.from(args.cursor, 'base64').toString()) : 0
  const end = start + Math.min(args.limit ?? 100, 1000)
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? Buffer.from(String(end)).toString('base64') : '',
  }
}
