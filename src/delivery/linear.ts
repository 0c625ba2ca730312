import { LinearClient } from '@linear/sdk'
import { z } from 'zod'
import { markdownOf } from '../core/delivery/markdown.js'
import { DeliveryFault, keyLine, type Ref, type Status, type Tracker } from '../core/delivery/tracker.js'
import { CALL_MS, faultOf, noAnswer, readAs } from './fault.js'

type Options = {
  readonly apiKey: string
  readonly team: string
  readonly apiUrl: string
  readonly showsNames: boolean
}

const WHO = 'Linear'
const PAGE = 50
const MOST_PAGES = 20
/** Two clocks may differ. */
const SLACK_MS = 3600 * 1000

/**
 * Issues of one team. One that was made is looked for in the team's list, not by search, whose index lags behind. Queries of
 * our own: the client's ask for a hundred fields of an issue, and count against its limit by complexity.
 */
export function linearTracker({ apiKey, team, apiUrl, showsNames }: Options): Tracker {
  const ask = async <T>(
    schema: z.ZodType<T>,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<T> => {
    // A client a call: its time-out is one signal.
    const signal = AbortSignal.timeout(CALL_MS)
    const { client } = new LinearClient({ apiKey, apiUrl, signal, redirect: 'manual' })
    const answer = await client
      .rawRequest<unknown, Record<string, unknown>>(query, { ...variables })
      .catch((error: unknown) => {
        throw faultIn(error)
      })
    return readAs(WHO, schema, answer.data)
  }
  const teamId = async (): Promise<string> => {
    const { teams: found } = await ask(teams, TEAM, { filter: { key: { eq: team } } })
    const id = found.nodes.find(({ key }) => key === team)?.id
    if (id === undefined)
      throw new DeliveryFault('refused', `${WHO} knows no team ${team}: EARSHOT_LINEAR_TEAM.`)
    return id
  }
  return {
    label: `Linear ${team}`,
    showsNames,
    find: async (key, since) => {
      const from = new Date(since.getTime() - SLACK_MS)
      const id = await teamId()
      let after: string | null = null
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer: z.infer<typeof list> = await ask(list, LIST, { id, first: PAGE, after })
        const { nodes, pageInfo } = answer.team.issues
        const found = nodes.find(({ description }) => description?.includes(keyLine(key)))
        if (found) return refOf(found)
        if (!pageInfo.hasNextPage || nodes.every((each) => new Date(each.createdAt) < from)) return null
        after = pageInfo.endCursor ?? null
      }
      throw new DeliveryFault(
        'refused',
        `${WHO} has ${MOST_PAGES * PAGE} newer issues: whether “${keyLine(key)}” is among them is not known.`,
      )
    },
    create: async (pack, key) => {
      const input = { teamId: await teamId(), title: pack.title, description: markdownOf(pack, key) }
      const { issueCreate } = await ask(created, CREATE, { input })
      return refOf(issueCreate.issue)
    },
    status: async (id) => {
      try {
        const { issue: found } = await ask(one, ISSUE, { id })
        return found === null ? 'dropped' : statusOf(found.state.type)
      } catch (fault) {
        if (fault instanceof DeliveryFault && /entity not found/i.test(fault.message)) return 'dropped'
        throw fault
      }
    },
  }
}

const TEAM = 'query Team($filter: TeamFilter) { teams(filter: $filter) { nodes { id key } } }'
const LIST = `query Issues($id: String!, $first: Int, $after: String) {
  team(id: $id) { issues(first: $first, after: $after) {
    nodes { id identifier url description createdAt } pageInfo { hasNextPage endCursor } } } }`
const CREATE = `mutation Create($input: IssueCreateInput!) {
  issueCreate(input: $input) { success issue { id identifier url } } }`
const ISSUE = 'query Issue($id: String!) { issue(id: $id) { id state { type } } }'

const node = z.object({ id: z.string(), identifier: z.string(), url: z.string() })
const teams = z.object({ teams: z.object({ nodes: z.array(z.object({ id: z.string(), key: z.string() })) }) })
const list = z.object({
  team: z.object({
    issues: z.object({
      nodes: z.array(node.extend({ description: z.string().nullish(), createdAt: z.string() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    }),
  }),
})
const created = z.object({ issueCreate: z.object({ issue: node }) })
const one = z.object({ issue: z.object({ state: z.object({ type: z.string() }) }).nullable() })

function refOf({ id, identifier, url }: z.infer<typeof node>): Ref {
  return { id, name: identifier, url }
}

/** The type of a workflow's state: backlog, unstarted, triage; started; completed; canceled, duplicate. */
function statusOf(type: string): Status {
  switch (type) {
    case 'started':
      return 'started'
    case 'completed':
      return 'shipped'
    case 'canceled':
    case 'duplicate':
      return 'dropped'
    default:
      return 'open'
  }
}

/** Linear's client reads GraphQL's errors: each has a status, and one that asks for a pause its seconds. */
const refusal = z.object({
  status: z.number(),
  retryAfter: z.number().nullish().catch(null),
  type: z.string().nullish(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
})

function faultIn(error: unknown): DeliveryFault {
  const { data } = refusal.safeParse(error)
  if (!data) return noAnswer(WHO)
  const says = data.errors?.[0]?.message ?? ''
  return faultOf({
    who: WHO,
    // GraphQL's refusals come with 400, or with 200.
    status: STATUS_OF.get(data.type ?? '') ?? (data.status === 200 ? 400 : data.status),
    header: (name) =>
      name === 'retry-after' && typeof data.retryAfter === 'number' ? String(data.retryAfter) : null,
    says,
    token: 'EARSHOT_LINEAR_API_KEY',
    place: 'EARSHOT_LINEAR_API_URL',
  })
}

const STATUS_OF: ReadonlyMap<string, number> = new Map([
  ['Ratelimited', 429],
  ['AuthenticationError', 401],
  ['Forbidden', 403],
  ['InternalError', 500],
  ['NetworkError', 502],
  ['LockTimeout', 503],
])
