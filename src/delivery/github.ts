import { Octokit } from '@octokit/core'
import { z } from 'zod'
import { markdownOf } from '../core/delivery/markdown.js'
import { DeliveryFault, keyLine, type Ref, type Status, type Tracker } from '../core/delivery/tracker.js'
import { CALL_MS, faultOf, noAnswer, readAs } from './fault.js'

type Options = {
  readonly token: string
  readonly owner: string
  readonly repo: string
  readonly apiUrl: string
  readonly showsNames: boolean
}

const WHO = 'GitHub'
const PAGE = 100
const MOST_PAGES = 30
/** Two clocks may differ. */
const SLACK_MS = 3600 * 1000

/**
 * Issues of one repository. One that was made is looked for in the list of issues, the newest first: GitHub's search lags
 * behind by minutes, and a label is dropped without a word where the token may not set it.
 */
export function githubTracker({ token, owner, repo, apiUrl, showsNames }: Options): Tracker {
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'earshot',
    log: SILENT,
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(CALL_MS) }),
    },
  })
  const there = { owner, repo }
  const said = async <T>(schema: z.ZodType<T>, call: Promise<Answer>): Promise<T> => {
    const { status, data } = await call.catch((error: unknown) => {
      throw faultIn(error)
    })
    if (status >= 300) throw faultIn({ status })
    return readAs(WHO, schema, data)
  }
  return {
    label: `GitHub ${owner}/${repo}`,
    showsNames,
    find: async (key, since) => {
      const from = new Date(since.getTime() - SLACK_MS)
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const list = octokit.request('GET /repos/{owner}/{repo}/issues', {
          ...there,
          state: 'all',
          sort: 'created',
          direction: 'desc',
          since: from.toISOString(),
          per_page: PAGE,
          page,
        })
        const issues = await said(z.array(issue), list)
        const found = issues.find(({ body }) => body?.includes(keyLine(key)))
        if (found) return refOf(found)
        const last = issues.at(-1)
        if (!last || issues.length < PAGE || new Date(last.created_at) < from) return null
      }
      throw new DeliveryFault(
        'refused',
        `${WHO} has ${MOST_PAGES * PAGE} newer issues: whether “${keyLine(key)}” is among them is not known.`,
      )
    },
    create: async (pack, key) => {
      const body = markdownOf(pack, key)
      const made = octokit.request('POST /repos/{owner}/{repo}/issues', {
        ...there,
        title: pack.title,
        body,
        labels: ['earshot'],
      })
      return refOf(await said(issue, made))
    },
    status: async (id) => {
      try {
        const one = octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
          ...there,
          issue_number: Number(id),
        })
        return statusOf(await said(issue, one))
      } catch (fault) {
        if (fault instanceof DeliveryFault && /^(404|410)\b/.test(fault.message)) return 'dropped'
        throw fault
      }
    },
  }
}

type Answer = { readonly status: number; readonly data: unknown }

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

const issue = z.object({
  number: z.number(),
  html_url: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  assignees: z.array(z.unknown()).nullish(),
  created_at: z.string(),
})

function refOf({ number, html_url: url }: z.infer<typeof issue>): Ref {
  return { id: String(number), name: `#${number}`, url }
}

/** GitHub knows open and closed: an open issue that somebody has taken is started. */
function statusOf({ state, state_reason: reason, assignees }: z.infer<typeof issue>): Status {
  if (state === 'open') return (assignees ?? []).length > 0 ? 'started' : 'open'
  return reason === 'not_planned' || reason === 'duplicate' ? 'dropped' : 'shipped'
}

const refusal = z.object({
  status: z.number(),
  response: z
    .object({
      headers: z.record(z.string(), z.unknown()),
      data: z.object({ message: z.string() }).nullish().catch(null),
    })
    .nullish(),
})

/** Octokit gives status 500 to what had no answer at all. */
function faultIn(error: unknown): DeliveryFault {
  const { data } = refusal.safeParse(error)
  if (!data || (data.status === 500 && !data.response)) return noAnswer(WHO)
  return faultOf({
    who: WHO,
    status: data.status,
    header: (name) => textOf(data.response?.headers[name]),
    says: data.response?.data?.message ?? '',
    token: 'EARSHOT_GITHUB_TOKEN',
    place: 'EARSHOT_GITHUB_REPO',
  })
}

function textOf(header: unknown): string | null {
  return typeof header === 'string' || typeof header === 'number' ? String(header) : null
}
