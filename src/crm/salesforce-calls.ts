import { z } from 'zod'
import type { Connection, HttpRequest, HttpRequestOptions } from 'jsforce'
import { patiently, type Refusal, unreadable } from './patience.js'
import { remembered } from './remembered.js'
import type { SalesforceRecord } from './salesforce-rows.js'
import type { SalesforceSettings } from './settings.js'

/** What is asked of Salesforce's interface; each throws CrmFault. */
export type SalesforceCalls = {
  query(soql: string): Promise<{ readonly records: readonly SalesforceRecord[]; readonly done: boolean }>
  /** The only one of the organisation; null: each opportunity has its own. */
  currency(): Promise<string | null>
}

const VERSION = '62.0'
const TIMEOUT_MS = 10_000
const CLIENT_CREDENTIALS = { grant_type: 'client_credentials' }

export async function openSalesforce(settings: SalesforceSettings): Promise<SalesforceCalls> {
  const { instanceUrl, clientId, clientSecret } = settings
  const { Connection } = await import('jsforce')
  const renewed = { sinceAnswer: 0 }
  const connection = new Connection({
    instanceUrl,
    version: VERSION,
    oauth2: { loginUrl: instanceUrl, clientId, clientSecret },
    // jsforce renews for as long as Salesforce says 401, and would for ever.
    refreshFn: (own, done) => {
      renewed.sinceAnswer += 1
      if (renewed.sinceAnswer > 1) done(new Refused({ status: 401, code: null, retryAfter: null }))
      else
        own.authorize(CLIENT_CREDENTIALS).then(
          () => void done(null, own.accessToken ?? ''),
          (error: unknown) => void done(error instanceof Error ? error : new Refused(NO_ANSWER)),
        )
    },
  })
  const heard = await listen(connection)
  const ask = async <T>(schema: z.ZodType<T>, call: () => Promise<unknown>): Promise<T> =>
    patiently(
      async () => {
        heard.last = NO_ANSWER
        renewed.sinceAnswer = 0
        const answer = await inTime(async () => {
          if (!connection.accessToken) await connection.authorize(CLIENT_CREDENTIALS)
          return call()
        })
        const parsed = schema.safeParse(answer)
        if (!parsed.success) throw unreadable('Salesforce')
        return parsed.data
      },
      { name: 'Salesforce', mend, refusalOf: (error) => refusalOf(error, heard.last) },
    )
  return {
    query: (soql) =>
      ask(queried, () => connection.request({ method: 'GET', url: `/query?q=${encodeURIComponent(soql)}` })),
    currency: remembered(async () => {
      const { organizationMultiCurrency, orgDefaultCurrencyIsoCode } = await ask(userInfo, () =>
        connection.soap.getUserInfo(),
      )
      return organizationMultiCurrency ? null : (orgDefaultCurrencyIsoCode ?? 'USD')
    }),
  }
}

const queried = z.object({ records: z.array(z.record(z.string(), z.unknown())), done: z.boolean() })
const userInfo = z.object({
  organizationMultiCurrency: z.boolean(),
  orgDefaultCurrencyIsoCode: z.string().nullish(),
})

/** What the last call was answered: jsforce's errors leave out the status and the headers. */
type Heard = { last: Refusal }

/** Has every call of a connection, also for a token, end in time and be tried once: who waits is decided in one place. */
async function listen(connection: Connection): Promise<Heard> {
  const { Transport } = await import('jsforce/lib/transport.js')
  const heard: Heard = { last: NO_ANSWER }
  class Listening extends Transport {
    override httpRequest(request: HttpRequest, options: HttpRequestOptions = {}) {
      const answer = super.httpRequest(request, { ...options, timeout: TIMEOUT_MS, retry: { maxRetries: 0 } })
      answer.then(
        ({ statusCode: status, headers }) =>
          (heard.last = { status, code: null, retryAfter: headers['retry-after'] ?? null }),
        () => (heard.last = NO_ANSWER),
      )
      return answer
    }
  }
  connection._transport = new Listening()
  connection.oauth2._transport = connection._transport
  return heard
}

/** The library's own time-out ends with the headers. */
async function inTime<T>(call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Refused(NO_ANSWER)), TIMEOUT_MS)
  })
  return Promise.race([call(), late]).finally(() => clearTimeout(timer))
}

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super('refused')
  }
}

const NO_ANSWER: Refusal = { status: null, code: null, retryAfter: null }

/** jsforce names an error by Salesforce's code for it. */
function refusalOf(error: unknown, last: Refusal): Refusal | null {
  if (error instanceof Refused) return error.refusal
  if (!(error instanceof Error)) return null
  if (last.status !== null && last.status >= 400)
    return { ...last, code: error.name === 'Error' ? null : error.name }
  if (error.name === 'FetchError' || error.name === 'AbortError' || error.message === 'Request Timeout')
    return NO_ANSWER
  // It was answered, and the client could not read it.
  if (last.status !== null) throw unreadable('Salesforce')
  return null
}

function mend({ status, code }: Refusal): string {
  if (code === 'INVALID_FIELD' || code === 'INVALID_TYPE')
    return 'The user whom the connected app runs as must be allowed to read accounts and opportunities with the fields that the README lists; EARSHOT_CRM_TIER names a field of accounts.'
  if (status === 403 || code === 'API_DISABLED_FOR_ORG')
    return 'The user whom the connected app runs as must be allowed to use the API.'
  return "Are SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET those of a connected app with the client credentials flow, and is SALESFORCE_INSTANCE_URL your organisation's?"
}
