import type { Crm } from '../core/crm/crm.js'
import { hubspot } from './hubspot.js'
import { salesforce } from './salesforce.js'
import type { HubspotSettings, SalesforceSettings } from './settings.js'

/** The CRM that the settings name. Nothing is called, and no client loaded, until it is read. */
export function openCrm(
  settings:
    ({ readonly kind: 'hubspot' } & HubspotSettings) | ({ readonly kind: 'salesforce' } & SalesforceSettings),
): Crm {
  return settings.kind === 'hubspot' ? hubspot(settings) : salesforce(settings)
}
