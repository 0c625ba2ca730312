import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Client } from '@hubspot/api-client'
import type * as associationShapes from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js'
import type * as objectShapes from '@hubspot/api-client/lib/codegen/crm/objects/index.js'
import { z } from 'zod'
import type { Company, HubspotObject, Owners, Stages } from './hubspot-rows.js'
import { PAGE, type Search } from './hubspot-page.js'
import { patiently, type Refusal, unreadable } from './patience.js'
import { remembered } from './remembered.js'
import type { HubspotSettings } from './settings.js'

/** What is asked of HubSpot's interface; each throws CrmFault. */
export type HubspotCalls = {
  search(
    object: 'companies' | 'deals',
    properties: readonly string[],
    ...by: Parameters<Search>
  ): Promise<readonly HubspotObject[]>
  some(
    object: 'companies' | 'deals',
    ids: readonly string[],
    properties: readonly string[],
  ): Promise<readonly HubspotObject[]>
  companiesOf(dealIds: readonly string[]): Promise<ReadonlyMap<string, readonly Company[]>>
  /** E-mail addresses by id. */
  owners(): Promise<Owners>
  stages(): Promise<Stages>
  /** Of the HubSpot account. */
  currency(): Promise<string>
}

const TIMEOUT_MS = 10_000

export async function openHubspot({ accessToken, baseUrl }: HubspotSettings): Promise<HubspotCalls> {
  const { Client } = await import('@hubspot/api-client')
  const shapes = {
    ...(await import('@hubspot/api-client/lib/codegen/crm/objects/index.js')),
    associations: await import('@hubspot/api-client/lib/codegen/crm/associations/v4/index.js'),
  }
  const httpAgent = baseUrl?.startsWith('http:') ? new HttpAgent() : new HttpsAgent()
  const client = new Client({ accessToken, httpAgent, ...(baseUrl === null ? {} : { basePath: baseUrl }) })
  const ask = async <T>(schema: z.ZodType<T>, call: () => Promise<unknown>): Promise<T> =>
    patiently(async () => {
      const parsed = schema.safeParse(await inTime(httpAgent, call))
      if (!parsed.success) throw unreadable('HubSpot')
      return parsed.data
    }, HUBSPOT)
  return { ...objectCalls(client, shapes, ask), ...settingCalls(client, ask) }
}

type Ask = <T>(schema: z.ZodType<T>, call: () => Promise<unknown>) => Promise<T>

/** The client knows no time-out; an agent that is destroyed ends what it has under way. */
async function inTime<T>(agent: HttpAgent, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => {
      fail(new Late())
      agent.destroy()
    }, TIMEOUT_MS)
  })
  return Promise.race([call(), late]).finally(() => clearTimeout(timer))
}

class Late extends Error {}

const object = z.object({ id: z.string(), properties: z.record(z.string(), z.unknown()) })
const objects = z.object({ results: z.array(object) })

type Shapes = typeof objectShapes & { readonly associations: typeof associationShapes }

function objectCalls(
  client: Client,
  shapes: Shapes,
  ask: Ask,
): Pick<HubspotCalls, 'search' | 'some' | 'companiesOf'> {
  const { Gt, Gte, Lte } = shapes.FilterOperatorEnum
  const operators = { GT: Gt, GTE: Gte, LTE: Lte }
  return {
    search: async (kind, properties, by, sort) => {
      const filters = by.map(({ operator, ...filter }) =>
        Object.assign(new shapes.Filter(), filter, { operator: operators[operator] }),
      )
      const request = Object.assign(new shapes.PublicObjectSearchRequest(), {
        filterGroups: [Object.assign(new shapes.FilterGroup(), { filters })],
        sorts: [sort],
        properties: [...properties],
        limit: PAGE,
      })
      return (await ask(objects, () => client.crm.objects.searchApi.doSearch(kind, request))).results
    },
    some: async (kind, ids, properties) => {
      const request = Object.assign(new shapes.BatchReadInputSimplePublicObjectId(), {
        inputs: ids.map((id) => Object.assign(new shapes.SimplePublicObjectId(), { id })),
        properties: [...properties],
        propertiesWithHistory: [],
      })
      return (await ask(objects, () => client.crm.objects.batchApi.read(kind, request))).results
    },
    companiesOf: async (ids) => {
      const {
        BatchInputPublicFetchAssociationsBatchRequest: Batch,
        PublicFetchAssociationsBatchRequest: One,
      } = shapes.associations
      const request = Object.assign(new Batch(), {
        inputs: ids.map((id) => Object.assign(new One(), { id })),
      })
      const { batchApi } = client.crm.associations.v4
      const { results } = await ask(associations, () => batchApi.getPage('deals', 'companies', request))
      return new Map(
        results.map(({ _from, to }) => [
          _from.id,
          to.map(({ toObjectId, associationTypes }) => ({
            id: String(toObjectId),
            isPrimary: associationTypes.some(({ typeId }) => typeId === TO_PRIMARY_COMPANY),
          })),
        ]),
      )
    },
  }
}

/** HubSpot's own number for “deal to primary company”. */
const TO_PRIMARY_COMPANY = 5

const associations = z.object({
  results: z.array(
    z.object({
      _from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          toObjectId: z.union([z.string(), z.number()]),
          associationTypes: z.array(z.object({ typeId: z.number() })),
        }),
      ),
    }),
  ),
})

const OWNERS_PAGE = 500

function settingCalls(client: Client, ask: Ask): Pick<HubspotCalls, 'owners' | 'stages' | 'currency'> {
  return {
    owners: remembered(async () => {
      const emails = new Map<string, string>()
      let after: string | undefined
      do {
        const asked = after
        const page = await ask(ownersPage, () =>
          client.crm.owners.ownersApi.getPage(undefined, asked, OWNERS_PAGE),
        )
        for (const { id, email } of page.results) if (email) emails.set(id, email)
        after = page.paging?.next?.after
      } while (after !== undefined)
      return emails
    }),
    stages: remembered(async () => {
      const { results } = await ask(pipelines, () => client.crm.pipelines.pipelinesApi.getAll('deals'))
      return new Map(
        results.flatMap(({ stages }) =>
          stages.map(({ id, label, metadata }) => [id, { label, outcome: stageOutcome(metadata) }] as const),
        ),
      )
    }),
    currency: remembered(async () => {
      const details = await ask(accountDetails, async () => {
        const response = await client.apiRequest({ path: '/account-info/v3/details' })
        const text = await response.text()
        if (!response.ok) throw new Unfulfilled(response.status, response.headers.get('retry-after'))
        const details: unknown = JSON.parse(text)
        return details
      })
      return details.companyCurrency
    }),
  }
}

const ownersPage = z.object({
  results: z.array(z.object({ id: z.string(), email: z.string().nullish() })),
  paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
})
const stageMetadata = z.object({ isClosed: z.string().nullish(), probability: z.string().nullish() })
const pipelines = z.object({
  results: z.array(
    z.object({
      stages: z.array(z.object({ id: z.string(), label: z.string(), metadata: stageMetadata.nullish() })),
    }),
  ),
})
const accountDetails = z.object({ companyCurrency: z.string() })

function stageOutcome(metadata: z.infer<typeof stageMetadata> | null | undefined): 'open' | 'won' | 'lost' {
  if (metadata?.isClosed !== 'true') return 'open'
  return Number(metadata.probability) === 1 ? 'won' : 'lost'
}

class Unfulfilled extends Error {
  constructor(
    readonly code: number,
    readonly retryAfter: string | null,
  ) {
    super(`HTTP ${code}`)
  }
}

const HUBSPOT = { name: 'HubSpot', refusalOf, mend }

const apiException = z.object({
  code: z.number(),
  body: z.object({ category: z.string() }).nullish().catch(null),
  headers: z.record(z.string(), z.string()).nullish().catch(null),
})

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Unfulfilled) return { status: error.code, code: null, retryAfter: error.retryAfter }
  const answered = apiException.safeParse(error)
  if (answered.success) {
    const { code: status, body, headers } = answered.data
    return { status, code: body?.category ?? null, retryAfter: headers?.['retry-after'] ?? null }
  }
  // Neither an answer of HubSpot's nor one that its client can read.
  if (error instanceof SyntaxError || isUntyped(error)) throw unreadable('HubSpot')
  return error instanceof Late || (error instanceof Error && error.name === 'FetchError') ? NO_ANSWER : null
}

const NO_ANSWER: Refusal = { status: null, code: null, retryAfter: null }

/** The client's own, of an answer without JSON, or one of another shape than HubSpot's. */
function isUntyped(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof Error && /^(Cannot parse content|The mediaType)/.test(error.message))
  )
}

function mend({ status, code }: Refusal): string {
  if (status === 401) return 'Is HUBSPOT_ACCESS_TOKEN still that of your private app?'
  if (status === 403 || code === 'MISSING_SCOPES')
    return `The private app needs the scopes ${SCOPES.join(', ')}.`
  return 'Is EARSHOT_CRM_TIER the name of a property of companies?'
}

const SCOPES = ['crm.objects.companies.read', 'crm.objects.deals.read', 'crm.objects.owners.read']
