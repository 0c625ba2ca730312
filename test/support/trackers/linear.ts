import { z } from 'zod'
import type { DeliveryConfig } from '../../../src/config-delivery.js'
import { type Reply, startTracker, type TrackedIssue, type Tracker } from './server.js'

export const LINEAR_KEY = 'lin_api_a-key-of-the-test'
const TEAM = '9cfb482a-81e3-4154-b5b9-2c805e70a02d'

/** Team ENG, as api.linear.app serves it to the queries that Earshot makes. */
export function startLinear(): Promise<Tracker> {
  return startTracker({
    isCreation: ({ body }) => operationOf(body) === 'Create',
    answer: (call, { issues, accept }) => {
      if (call.header('authorization') !== LINEAR_KEY)
        return failed(401, 'Authentication required, not authenticated', 'authentication error')
      const operation = operationOf(call.body)
      switch (operation) {
        case 'Team':
          return { status: 200, body: { data: { teams: { nodes: [{ id: TEAM, key: 'ENG' }] } } } }
        case 'Create': {
          const { input } = creation.parse(call.body).variables
          const issue = accept({ title: input.title, body: input.description, labels: [] })
          return { status: 200, body: { data: { issueCreate: { success: true, issue: shown(issue) } } } }
        }
        case 'Issues': {
          const { first, after } = listing.parse(call.body).variables
          const begin = Number(after ?? 0)
          const nodes = issues.toReversed().slice(begin, begin + first)
          const hasNextPage = begin + first < issues.length
          const pageInfo = { hasNextPage, endCursor: String(begin + first) }
          return {
            status: 200,
            body: { data: { team: { issues: { nodes: nodes.map(shown), pageInfo } } } },
          }
        }
        case 'Issue': {
          const { id } = asking.parse(call.body).variables
          const found = issues.find((issue) => idOf(issue) === id)
          if (!found || found.status === 'gone')
            return failed(200, 'Entity not found: Issue', 'invalid input')
          const state = { type: STATES[found.status] }
          return { status: 200, body: { data: { issue: { id, state } } } }
        }
        default:
          return failed(400, `No query ${operation}`, 'graphql error')
      }
    },
  })
}

export function linearConfig({ url }: Tracker): DeliveryConfig {
  return { kind: 'linear', apiKey: LINEAR_KEY, team: 'ENG', apiUrl: `${url}/graphql`, showsNames: false }
}

const STATES = { open: 'backlog', started: 'started', shipped: 'completed', dropped: 'canceled' } as const

const creation = z.object({
  variables: z.object({
    input: z.object({ teamId: z.literal(TEAM), title: z.string(), description: z.string() }),
  }),
})
const listing = z.object({
  variables: z.object({ id: z.literal(TEAM), first: z.number(), after: z.string().nullable() }),
})
const asking = z.object({ variables: z.object({ id: z.string() }) })

function operationOf(body: unknown): string {
  const { data } = z.object({ query: z.string() }).safeParse(body)
  return /^\s*(?:query|mutation)\s+(\w+)/.exec(data?.query ?? '')?.[1] ?? ''
}

function failed(status: number, message: string, type: string): Reply {
  const extensions = { type, userPresentableMessage: message }
  return { status, body: { errors: [{ message, extensions }], data: null } }
}

function idOf({ number }: TrackedIssue): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

function shown(issue: TrackedIssue) {
  const identifier = `ENG-${issue.number}`
  return {
    id: idOf(issue),
    identifier,
    url: `https://linear.example/acme/issue/${identifier}`,
    description: issue.body,
    createdAt: issue.createdAt,
  }
}
