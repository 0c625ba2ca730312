import { z } from 'zod'
import type { DeliveryConfig } from '../../../src/config-delivery.js'
import { type Call, type Reply, startTracker, type TrackedIssue, type Tracker } from './server.js'

export const GITHUB_TOKEN = 'ghp_a-token-of-the-test'
const ISSUES = '/repos/acme/app/issues'

/** The issues of acme/app, as api.github.com serves them. */
export function startGitHub(): Promise<Tracker> {
  return startTracker({
    isCreation: ({ method, path }) => method === 'POST' && path === ISSUES,
    answer: (call, { issues, accept }) => {
      if (call.header('authorization') !== `token ${GITHUB_TOKEN}`) return said(401, 'Bad credentials')
      if (call.method === 'POST' && call.path === ISSUES) {
        const issue = creation.parse(call.body)
        return { status: 201, body: shown(accept(issue)) }
      }
      if (call.method === 'GET' && call.path === ISSUES) return { status: 200, body: listed(call, issues) }
      const number = new RegExp(`^${ISSUES}/(\\d+)$`).exec(call.path)?.[1]
      const found = issues.find((issue) => String(issue.number) === number)
      return found && found.status !== 'gone' ? { status: 200, body: shown(found) } : said(404, 'Not Found')
    },
  })
}

export function gitHubConfig({ url }: Tracker, showsNames = false): DeliveryConfig {
  return { kind: 'github', token: GITHUB_TOKEN, owner: 'acme', repo: 'app', apiUrl: url, showsNames }
}

const creation = z.object({ title: z.string(), body: z.string(), labels: z.array(z.string()) })

function said(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest' } }
}

function listed({ query }: Call, issues: readonly TrackedIssue[]) {
  const since = new Date(query.get('since') ?? 0)
  const size = Number(query.get('per_page') ?? 30)
  const first = (Number(query.get('page') ?? 1) - 1) * size
  return issues
    .filter(({ createdAt, status }) => new Date(createdAt) >= since && status !== 'gone')
    .toReversed()
    .slice(first, first + size)
    .map(shown)
}

function shown({ number, title, body, status, labels, createdAt }: TrackedIssue) {
  return {
    id: 1000 + number,
    number,
    title,
    body,
    html_url: `https://github.example/acme/app/issues/${number}`,
    state: status === 'open' || status === 'started' ? 'open' : 'closed',
    state_reason: status === 'shipped' ? 'completed' : status === 'dropped' ? 'not_planned' : null,
    assignees: status === 'started' ? [{ login: 'octocat' }] : [],
    labels: labels.map((name) => ({ name })),
    created_at: createdAt,
  }
}
