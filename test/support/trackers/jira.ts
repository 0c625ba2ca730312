import { z } from 'zod'
import type { DeliveryConfig } from '../../../src/config-delivery.js'
import { type Reply, startTracker, type TrackedIssue, type Tracker } from './server.js'

export const JIRA_TOKEN = 'a-token-of-the-test'
const BASIC = `Basic ${Buffer.from(`mona@acme.example:${JIRA_TOKEN}`).toString('base64')}`

/** Project ENG, as Jira Cloud's REST API (version 3) serves it. */
export function startJira(): Promise<Tracker> {
  return startTracker({
    isCreation: ({ method, path }) => method === 'POST' && path === '/rest/api/3/issue',
    answer: (call, { issues, accept }) => {
      if (call.header('authorization') !== BASIC) return { status: 401, body: 'Client must be authenticated' }
      switch (`${call.method} ${call.path.replace(/ENG-\d+$/, 'KEY')}`) {
        case 'POST /rest/api/3/issue': {
          const { fields } = creation.parse(call.body)
          const body = textOf(fields.description)
          const made = accept({ title: fields.summary, labels: fields.labels, body })
          return { status: 201, body: { id: String(10_000 + made.number), key: keyOf(made) } }
        }
        case 'POST /rest/api/3/search/jql': {
          const { jql } = searching.parse(call.body)
          const label = /^project = "ENG" AND labels = "([^"]+)"$/.exec(jql)?.[1]
          if (label === undefined) return refused(400, `Error in the JQL query: ${jql}`)
          const found = issues.filter(({ labels }) => labels.includes(label))
          return { status: 200, body: { issues: found.map((each) => ({ key: keyOf(each) })) } }
        }
        case 'GET /rest/api/3/issue/KEY': {
          const found = issues.find((issue) => call.path.endsWith(`/${keyOf(issue)}`))
          return found && found.status !== 'gone'
            ? { status: 200, body: { key: keyOf(found), fields: FIELDS[found.status] } }
            : refused(404, 'Issue does not exist or you do not have permission to see it.')
        }
        default:
          return refused(404, `No ${call.method} ${call.path}`)
      }
    },
  })
}

export function jiraConfig({ url }: Tracker): DeliveryConfig {
  const account = { email: 'mona@acme.example', token: JIRA_TOKEN }
  return { kind: 'jira', url, ...account, project: 'ENG', showsNames: false }
}

const category = (key: string, resolution: string | null = null) => ({
  status: { name: key, statusCategory: { key } },
  resolution: resolution === null ? null : { name: resolution },
})
const FIELDS = {
  open: category('new'),
  started: category('indeterminate'),
  shipped: category('done', 'Done'),
  dropped: category('done', "Won't Do"),
}

type Node = { readonly type: string; readonly text?: string; readonly content?: readonly Node[] }

/** What Atlassian's document format allows of what Earshot writes: anything else is refused. */
const node: z.ZodType<Node> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
    z.strictObject({ type: z.literal('hardBreak') }),
    z.strictObject({
      type: z.literal('heading'),
      attrs: z.object({ level: z.number().int().min(1).max(6) }),
      content: z.array(node),
    }),
    z.strictObject({
      type: z.enum(['paragraph', 'blockquote', 'bulletList', 'listItem']),
      content: z.array(node),
    }),
  ]),
)
const creation = z.object({
  fields: z.object({
    project: z.object({ key: z.literal('ENG') }),
    issuetype: z.object({ name: z.literal('Task') }),
    summary: z.string().min(1).max(255),
    description: z.object({ type: z.literal('doc'), version: z.literal(1), content: z.array(node) }),
    labels: z.array(z.string().regex(/^\S+$/).max(255)),
  }),
})
const searching = z.object({ jql: z.string() })

function textOf({ content }: { readonly content: readonly Node[] }): string {
  const inline = ({ type, text = '', content: inner = [] }: Node): string =>
    type === 'hardBreak' ? '\n' : text + inner.map(inline).join('')
  return content.map(inline).join('\n\n')
}

function keyOf({ number }: TrackedIssue): string {
  return `ENG-${number}`
}

function refused(status: number, why: string): Reply {
  return { status, body: { errorMessages: [why], errors: {} } }
}
