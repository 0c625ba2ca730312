import type { Crm, CrmPage, CrmOpportunity, Upstream } from '../core/crm/crm.js'
import { COMPANY, companyRow, DEAL, dealRow, type HubspotObject } from './hubspot-rows.js'
import { type HubspotCalls, openHubspot } from './hubspot-calls.js'
import { nextPage } from './hubspot-page.js'
import type { HubspotSettings } from './settings.js'

/** Companies and deals of one HubSpot account, with the token of a private app. */
export function hubspot(settings: HubspotSettings): Crm {
  const { tier, workspace } = settings
  // The client is loaded when HubSpot is read for the first time: it is some 15 MB of memory.
  let opened: Promise<HubspotCalls> | null = null
  const calls = (): Promise<HubspotCalls> => (opened ??= openHubspot(settings))
  const properties = tier === null ? COMPANY : [...COMPANY, tier]
  return {
    source: 'hubspot',
    name: 'HubSpot',
    workspace,
    accounts: async (cursor) => {
      const all = await calls()
      const page = await nextPage((...by) => all.search('companies', properties, ...by), cursor)
      const emails = page.objects.length === 0 ? new Map<string, string>() : await all.owners()
      return { ...page, rows: page.objects.map((object) => companyRow(object, emails, tier)) }
    },
    someAccounts: async (ids) => {
      const all = await calls()
      const objects = await all.some('companies', ids, properties)
      const emails = await all.owners()
      return objects.map((object) => companyRow(object, emails, tier))
    },
    opportunities: async (cursor): Promise<CrmPage<CrmOpportunity>> => {
      const all = await calls()
      const page = await nextPage((...by) => all.search('deals', DEAL, ...by), cursor)
      return { ...page, rows: await dealRows(all, page.objects) }
    },
    someOpportunities: async (ids) => {
      const all = await calls()
      return dealRows(all, await all.some('deals', ids, DEAL))
    },
  }
}

async function dealRows(
  calls: HubspotCalls,
  deals: readonly HubspotObject[],
): Promise<readonly Upstream<CrmOpportunity>[]> {
  if (deals.length === 0) return []
  const around = {
    owners: await calls.owners(),
    stages: await calls.stages(),
    currency: await calls.currency(),
    companies: await calls.companiesOf(deals.map(({ id }) => id)),
  }
  return deals.map((deal) => dealRow(deal, around))
}
