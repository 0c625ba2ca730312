/** Salesforce as far as Earshot reads it: the token of a client, queries, and the one SOAP call that knows the currency. */
import { type Answer, type Asked, type CrmServer, json, startCrmServer } from './server.js'

export const CLIENT = { clientId: '3MVG9.client', clientSecret: 'hush-5533' }

type Fields = Readonly<Record<string, unknown>>
type Stored = { readonly Id: string; readonly SystemModstamp: string } & Fields

export type FakeSalesforce = CrmServer & {
  /** Writes a record, changed at this moment (ISO, or a second after the last). */
  readonly put: (object: 'Account' | 'Opportunity', id: string, fields: Fields, modified?: string) => void
  readonly remove: (object: 'Account' | 'Opportunity', id: string) => void
  /** The token ends: whoever comes with it is sent for a new one. */
  readonly expire: () => void
}

export async function startSalesforce({ currencies = false } = {}): Promise<FakeSalesforce> {
  const stored = { Account: new Map<string, Stored>(), Opportunity: new Map<string, Stored>() }
  let clock = Date.parse('2026-03-01T08:00:00Z')
  let token = 1
  const server = await startCrmServer((asked) => {
    const session = `00D!session.${token}`
    if (asked.path === '/services/oauth2/token') return tokenAnswer(asked, session)
    if (asked.path.startsWith('/services/Soap/')) return userInfo(asked, { session, currencies })
    if (asked.headers.authorization !== `Bearer ${session}`)
      return json([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }], 401)
    if (asked.method === 'GET' && /^\/services\/data\/v\d+\.0\/query$/.test(asked.path))
      return query(stored, asked.query.get('q') ?? '', currencies)
    return json([{ message: 'not here', errorCode: 'NOT_FOUND' }], 404)
  })
  return {
    ...server,
    put: (object, id, fields, modified) => {
      clock = modified === undefined ? clock + 1000 : Math.max(clock, Date.parse(modified))
      const at = new Date(modified === undefined ? clock : Date.parse(modified)).toISOString()
      const before = stored[object].get(id) ?? {}
      stored[object].set(id, { ...before, ...fields, Id: id, SystemModstamp: at.replace('Z', '+0000') })
    },
    remove: (object, id) => stored[object].delete(id),
    expire: () => (token += 1),
  }
}

function tokenAnswer(asked: Asked, session: string): Answer {
  const form = new URLSearchParams(asked.body)
  if (form.get('grant_type') !== 'client_credentials')
    return json({ error: 'unsupported_grant_type', error_description: 'grant type not supported' }, 400)
  if (form.get('client_id') !== CLIENT.clientId || form.get('client_secret') !== CLIENT.clientSecret)
    return json(
      { error: 'invalid_client', error_description: `invalid client credentials ${asked.body}` },
      400,
    )
  const url = `http://${asked.headers.host ?? ''}`
  return json({
    access_token: session,
    signature: 'c2ln',
    scope: 'api',
    instance_url: url,
    id: `${url}/id/00D000000000001EAA/005000000000001AAA`,
    token_type: 'Bearer',
    issued_at: '1772352000000',
  })
}

function userInfo(asked: Asked, { session, currencies }: { session: string; currencies: boolean }): Answer {
  const soap = (status: number, body: string): Answer => ({
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
  })
  if (!asked.body.includes(`<sessionId>${session}</sessionId>`))
    return soap(
      500,
      '<soapenv:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>INVALID_SESSION_ID: Invalid Session ID found</faultstring></soapenv:Fault>',
    )
  const currency = currencies
    ? '<orgDefaultCurrencyIsoCode xsi:nil="true"/>'
    : '<orgDefaultCurrencyIsoCode>CHF</orgDefaultCurrencyIsoCode>'
  return soap(
    200,
    `<getUserInfoResponse><result><accessibilityMode>false</accessibilityMode>${currency}<organizationId>00D000000000001EAA</organizationId><organizationMultiCurrency>${String(currencies)}</organizationMultiCurrency><organizationName>Acme</organizationName><userName>earshot@example.com</userName></result></getUserInfoResponse>`,
  )
}

/** The SOQL that Earshot writes, and no other. */
const SOQL =
  /^SELECT (?<fields>[\w., ]+) FROM (?<object>Account|Opportunity)(?: WHERE (?<where>.+?))?(?: ORDER BY SystemModstamp, Id LIMIT (?<limit>\d+))?$/
const AFTER = /^SystemModstamp > (?<after>\S+)(?: OR \(SystemModstamp = (?<at>\S+) AND Id > '(?<id>\w+)'\))?$/
const AMONG = /^Id IN \((?<ids>[\w', ]+)\)$/

function query(
  stored: Readonly<Record<'Account' | 'Opportunity', ReadonlyMap<string, Stored>>>,
  soql: string,
  currencies: boolean,
): Answer {
  const { fields = '', object = '', where = '', limit = '2000' } = SOQL.exec(soql)?.groups ?? {}
  if (object !== 'Account' && object !== 'Opportunity')
    return json([{ message: `unexpected token: ${soql}`, errorCode: 'MALFORMED_QUERY' }], 400)
  const names = fields.split(', ')
  const known = object === 'Account' ? ACCOUNT_FIELDS : OPPORTUNITY_FIELDS
  const strange = names.find((name) => !known.has(name) && !(currencies && name === 'CurrencyIsoCode'))
  if (strange !== undefined)
    return json(
      [{ message: `No such column '${strange}' on entity '${object}'`, errorCode: 'INVALID_FIELD' }],
      400,
    )
  const passes = condition(where)
  if (!passes) return json([{ message: `unexpected token: ${where}`, errorCode: 'MALFORMED_QUERY' }], 400)
  const found = [...stored[object].values()]
    .filter(passes)
    .sort((a, b) => timeOf(a) - timeOf(b) || (a.Id < b.Id ? -1 : 1))
    .slice(0, Number(limit))
  return json({
    totalSize: found.length,
    done: true,
    records: found.map((record) => ({
      attributes: { type: object, url: `/services/data/v62.0/sobjects/${object}/${record.Id}` },
      ...Object.fromEntries(
        names.map((name) =>
          name === 'Owner.Email' ? ['Owner', record['Owner'] ?? null] : [name, record[name] ?? null],
        ),
      ),
    })),
  })
}

const COMMON = ['Id', 'Name', 'Owner.Email', 'SystemModstamp']
const ACCOUNT_FIELDS = new Set([
  ...COMMON,
  'Website',
  'Industry',
  'NumberOfEmployees',
  'BillingCountry',
  'Plan__c',
])
const OPPORTUNITY_FIELDS = new Set([
  ...COMMON,
  'AccountId',
  'Amount',
  'StageName',
  'CloseDate',
  'IsClosed',
  'IsWon',
])

function condition(where: string): ((record: Stored) => boolean) | null {
  if (where === '') return () => true
  const among = AMONG.exec(where)?.groups?.['ids']
  if (among !== undefined) {
    const ids = among.split(', ').map((id) => id.replaceAll("'", ''))
    return ({ Id }) => ids.includes(Id)
  }
  const { after, at, id } = AFTER.exec(where)?.groups ?? {}
  if (after === undefined || Number.isNaN(Date.parse(after))) return null
  return (record) =>
    timeOf(record) > Date.parse(after) ||
    (at !== undefined && id !== undefined && timeOf(record) === Date.parse(at) && record.Id > id)
}

function timeOf({ SystemModstamp }: Stored): number {
  return Date.parse(SystemModstamp.replace('+0000', 'Z'))
}
