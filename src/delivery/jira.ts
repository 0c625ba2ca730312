import { BaseClient } from 'jira.js/clients/baseClient'
import { IssueSearch } from 'jira.js/version3/issueSearch'
import { Issues } from 'jira.js/version3/issues'
import { z } from 'zod'
import { DeliveryFault, type Ref, type Status, type Tracker } from '../core/delivery/tracker.js'
import { documentOf } from './jira-document.js'
import { CALL_MS, faultOf, noAnswer, readAs } from './fault.js'

type Options = {
  readonly url: string
  readonly email: string
  readonly token: string
  readonly project: string
  readonly showsNames: boolean
}

const WHO = 'Jira'

/**
 * Issues of one project of Jira Cloud. Atlassian has no client for JavaScript; jira.js is made from its specification, and of
 * its 42 MB only these three files are loaded. One that was made is looked for by a label that is the key.
 */
export function jiraTracker({ url, email, token, project, showsNames }: Options): Tracker {
  const client = new BaseClient({
    host: url,
    authentication: { basic: { email, apiToken: token } },
    baseRequestConfig: { timeout: CALL_MS, maxRedirects: 0 },
  })
  const [issues, search] = [new Issues(client), new IssueSearch(client)]
  const said = async <T>(schema: z.ZodType<T>, call: Promise<unknown>): Promise<T> =>
    readAs(
      WHO,
      schema,
      await call.catch((error: unknown) => {
        throw faultIn(error)
      }),
    )
  const refOf = ({ key }: { readonly key: string }): Ref => ({
    id: key,
    name: key,
    url: `${url}/browse/${key}`,
  })
  return {
    label: `Jira ${project}`,
    showsNames,
    find: async (key) => {
      const jql = `project = "${project}" AND labels = "${labelOf(key)}"`
      const query = { jql, fields: ['summary'], maxResults: 2 }
      const found = await said(foundIssues, search.searchForIssuesUsingJqlEnhancedSearchPost(query))
      const [first] = found.issues
      return first ? refOf(first) : null
    },
    create: async (pack, key) => {
      const fields = {
        project: { key: project },
        issuetype: { name: 'Task' },
        summary: pack.title,
        description: documentOf(pack, key),
        labels: ['earshot', labelOf(key)],
      }
      return refOf(await said(z.object({ key: z.string() }), issues.createIssue({ fields })))
    },
    status: async (id) => {
      try {
        const fields = ['status', 'resolution']
        return statusOf(await said(issue, issues.getIssue({ issueIdOrKey: id, fields })))
      } catch (fault) {
        if (fault instanceof DeliveryFault && fault.message.startsWith('404')) return 'dropped'
        throw fault
      }
    },
  }
}

function labelOf(key: string): string {
  return `earshot-${key}`
}

const foundIssues = z.object({ issues: z.array(z.object({ key: z.string() })).default([]) })
const issue = z.object({
  fields: z.object({
    status: z.object({ statusCategory: z.object({ key: z.string() }) }),
    resolution: z.object({ name: z.string() }).nullish(),
  }),
})

/** Jira's categories: new, indeterminate, done; what was done without doing it says so in its resolution. */
function statusOf({ fields }: z.infer<typeof issue>): Status {
  switch (fields.status.statusCategory.key) {
    case 'indeterminate':
      return 'started'
    case 'done':
      return /won.?t|duplicate|cannot|declin|cancel|invalid/i.test(fields.resolution?.name ?? '')
        ? 'dropped'
        : 'shipped'
    default:
      return 'open'
  }
}

const refusal = z.object({
  status: z.number(),
  cause: z.object({
    response: z.object({
      headers: z.record(z.string(), z.unknown()).catch({}),
      data: z
        .object({
          errorMessages: z.array(z.string()).default([]),
          errors: z.record(z.string(), z.string()).default({}),
        })
        .nullish()
        .catch(null),
    }),
  }),
})

function faultIn(error: unknown): DeliveryFault {
  const { data } = refusal.safeParse(error)
  if (!data) return noAnswer(WHO)
  const { headers, data: said } = data.cause.response
  const fields = Object.entries(said?.errors ?? {}).map(([field, why]) => `${field}: ${why}`)
  return faultOf({
    who: WHO,
    status: data.status,
    header: (name) => (typeof headers[name] === 'string' ? headers[name] : null),
    says: [...(said?.errorMessages ?? []), ...fields].join(' '),
    token: 'EARSHOT_JIRA_TOKEN and EARSHOT_JIRA_EMAIL',
    place: 'EARSHOT_JIRA_PROJECT',
  })
}
