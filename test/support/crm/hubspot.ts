/** HubSpot as far as Earshot reads it, in the shapes of its public documentation: search, associations, owners, pipelines. */
import { z } from 'zod'
import { type Answer, type Asked, type CrmServer, json, startCrmServer } from './server.js'

export const TOKEN = 'pat-eu1-0123456789abcdef'

type Properties = Readonly<Record<string, string | null>>
type Stored = { readonly id: string; readonly modified: number; readonly properties: Properties }

export type FakeHubspot = CrmServer & {
  /** Writes an object, changed at this moment (ISO, or the one after the last). */
  readonly company: (id: string, properties: Properties, modified?: string) => void
  readonly deal: (
    id: string,
    properties: Properties & { readonly company?: string | null },
    modified?: string,
  ) => void
  readonly associate: (dealId: string, companies: readonly { id: string; isPrimary: boolean }[]) => void
  readonly remove: (kind: Kind, id: string) => void
}

type Kind = 'companies' | 'deals'

export async function startHubspot({ currency = 'EUR' } = {}): Promise<FakeHubspot> {
  const stored: Record<Kind, Map<string, Stored>> = { companies: new Map(), deals: new Map() }
  const associations = new Map<string, readonly { id: string; isPrimary: boolean }[]>()
  let clock = Date.parse('2026-03-01T08:00:00Z')
  const put = (kind: Kind, id: string, properties: Properties, modified?: string): void => {
    clock = modified === undefined ? clock + 1000 : Math.max(clock, Date.parse(modified))
    const at = modified === undefined ? clock : Date.parse(modified)
    const before = stored[kind].get(id)?.properties ?? {}
    stored[kind].set(id, { id, modified: at, properties: { ...before, ...properties } })
  }
  const server = await startCrmServer((asked) => {
    if (asked.headers.authorization !== `Bearer ${TOKEN}`)
      return fault(
        401,
        'INVALID_AUTHENTICATION',
        `Authentication credentials not found: ${asked.headers.authorization ?? ''}`,
      )
    const [, kind = ''] = /^\/crm\/v3\/objects\/(companies|deals)\//.exec(asked.path) ?? []
    const objects = kind === 'companies' || kind === 'deals' ? stored[kind] : null
    if (objects && asked.path.endsWith('/search')) return search([...objects.values()], asked)
    if (objects && asked.path.endsWith('/batch/read')) return batchRead(objects, asked)
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /crm/v4/associations/deals/companies/batch/read':
        return associated(associations, asked)
      case 'GET /crm/v3/owners':
      case 'GET /crm/v3/owners/':
        return owners(asked)
      case 'GET /crm/v3/pipelines/deals':
        return json(PIPELINES)
      case 'GET /account-info/v3/details':
        return json({
          portalId: 1,
          accountType: 'STANDARD',
          timeZone: 'Europe/Berlin',
          companyCurrency: currency,
        })
      default:
        return fault(404, 'OBJECT_NOT_FOUND', 'not here')
    }
  })
  return {
    ...server,
    company: (id, properties, modified) => put('companies', id, properties, modified),
    deal: (id, { company, ...properties }, modified) => {
      put('deals', id, properties, modified)
      if (company) associations.set(id, [{ id: company, isPrimary: true }])
      else if (company === null) associations.delete(id)
    },
    associate: (dealId, companies) => associations.set(dealId, companies),
    remove: (kind, id) => stored[kind].delete(id),
  }
}

function fault(status: number, category: string, message: string): Answer {
  return json({ status: 'error', message, correlationId: '2f1b', category }, status)
}

const searchRequest = z.object({
  filterGroups: z
    .array(
      z.object({
        filters: z
          .array(
            z.object({
              propertyName: z.string(),
              operator: z.enum(['GT', 'GTE', 'LT', 'LTE', 'EQ']),
              value: z.string(),
            }),
          )
          .max(6),
      }),
    )
    .max(5),
  sorts: z.array(z.string()).max(1),
  properties: z.array(z.string()),
  limit: z.number().min(1).max(200),
  after: z.coerce.number().default(0),
})
type Filter = z.infer<typeof searchRequest>['filterGroups'][number]['filters'][number]

/** HubSpot's: no search goes on beyond its 10,000th result. */
const MOST = 10_000

function search(objects: readonly Stored[], asked: Asked): Answer {
  const parsed = searchRequest.safeParse(JSON.parse(asked.body))
  if (!parsed.success) return fault(400, 'VALIDATION_ERROR', parsed.error.message)
  const { filterGroups, sorts, properties, limit, after } = parsed.data
  if (after + limit > MOST) return fault(400, 'VALIDATION_ERROR', 'there is nothing beyond 10,000')
  const [sort = 'hs_object_id'] = sorts
  const found = objects
    .filter((each) => filterGroups.some(({ filters }) => filters.every((filter) => passes(each, filter))))
    .sort((a, b) => valueOf(a, sort) - valueOf(b, sort))
  const next = after + limit < found.length ? { paging: { next: { after: String(after + limit) } } } : {}
  return json({
    total: found.length,
    results: found.slice(after, after + limit).map((each) => shown(each, properties)),
    ...next,
  })
}

function passes(each: Stored, { propertyName, operator, value }: Filter): boolean {
  const own = valueOf(each, propertyName)
  switch (operator) {
    case 'GT':
      return own > Number(value)
    case 'GTE':
      return own >= Number(value)
    case 'LT':
      return own < Number(value)
    case 'LTE':
      return own <= Number(value)
    case 'EQ':
      return own === Number(value)
  }
}

function valueOf({ id, modified }: Stored, property: string): number {
  return property === 'hs_lastmodifieddate' ? modified : Number(id)
}

function shown({ id, modified, properties }: Stored, names: readonly string[]) {
  const at = new Date(modified).toISOString()
  const all: Properties = { ...properties, hs_lastmodifieddate: at, hs_object_id: id, createdate: at }
  const asked = ['createdate', 'hs_lastmodifieddate', 'hs_object_id', ...names]
  return {
    id,
    properties: Object.fromEntries(asked.map((name) => [name, all[name] ?? null])),
    createdAt: at,
    updatedAt: at,
    archived: false,
  }
}

const batch = z.object({
  inputs: z.array(z.object({ id: z.string() })).max(1000),
  properties: z.array(z.string()).default([]),
})

function batchRead(objects: ReadonlyMap<string, Stored>, asked: Asked): Answer {
  const { inputs, properties } = batch.parse(JSON.parse(asked.body))
  const found = inputs.flatMap(({ id }) => objects.get(id) ?? [])
  const missing = inputs.length - found.length
  const times = { startedAt: '2026-03-01T08:00:00Z', completedAt: '2026-03-01T08:00:00Z' }
  const results = found.map((each) => shown(each, properties))
  if (missing === 0) return json({ status: 'COMPLETE', results, ...times })
  const errors = [
    { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Could not get some', context: {} },
  ]
  return json({ status: 'COMPLETE', results, numErrors: missing, errors, ...times }, 207)
}

function associated(
  associations: ReadonlyMap<string, readonly { id: string; isPrimary: boolean }[]>,
  asked: Asked,
): Answer {
  const { inputs } = batch.parse(JSON.parse(asked.body))
  const results = inputs.flatMap(({ id }) => {
    const to = associations.get(id)
    return to ? [{ from: { id }, to: to.map(associatedTo) }] : []
  })
  const times = { startedAt: '2026-03-01T08:00:00Z', completedAt: '2026-03-01T08:00:00Z' }
  if (results.length === inputs.length) return json({ status: 'COMPLETE', results, ...times })
  const errors = [
    {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: 'No company is associated with some',
      context: {},
    },
  ]
  return json({ status: 'COMPLETE', results, numErrors: 1, errors, ...times }, 207)
}

function associatedTo({ id, isPrimary }: { readonly id: string; readonly isPrimary: boolean }) {
  const both = { category: 'HUBSPOT_DEFINED', typeId: 341, label: null }
  const primary = { category: 'HUBSPOT_DEFINED', typeId: 5, label: 'Primary' }
  return { toObjectId: Number(id), associationTypes: isPrimary ? [primary, both] : [both] }
}

/** Of two pages. */
function owners(asked: Asked): Answer {
  const times = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', archived: false }
  const owner = (id: string, email: string) => ({ id, email, type: 'PERSON', userId: Number(id), ...times })
  if (asked.query.get('after') === null)
    return json({ results: [owner('71', 'olga@example.com')], paging: { next: { after: '71' } } })
  return json({ results: [owner('72', 'omar@example.com')] })
}

const STAGE_TIMES = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', archived: false }
const stage = (id: string, label: string, isClosed: boolean, probability: string) => ({
  id,
  label,
  displayOrder: 0,
  metadata: { isClosed: String(isClosed), probability },
  ...STAGE_TIMES,
})
const PIPELINES = {
  results: [
    {
      id: 'default',
      label: 'Sales',
      displayOrder: 0,
      stages: [
        stage('contractsent', 'Contract sent', false, '0.9'),
        stage('closedwon', 'Closed won', true, '1.0'),
        stage('closedlost', 'Closed lost', true, '0.0'),
      ],
      ...STAGE_TIMES,
    },
  ],
}
