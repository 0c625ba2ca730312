export type HubspotSettings = {
  readonly accessToken: string
  readonly baseUrl: string | null
  /** The name of the property that says which of the catalogue's tiers an account has. */
  readonly tier: string | null
  readonly workspace: string | null
}

export type SalesforceSettings = {
  readonly instanceUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly tier: string | null
  readonly workspace: string | null
}
