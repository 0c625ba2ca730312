import type { Imported } from '../ports.js'
import type { Account, Opportunity } from './account.js'
import type { Days, HotObjection } from './hot.js'
import type { Rate } from './rates.js'

export type AccountsTable = {
  /** All that have one of these external ids, name keys (see `nameKey`) or domains; in no order. */
  lookUp(of: {
    readonly externalIds: readonly string[]
    readonly keys: readonly string[]
    readonly domains: readonly string[]
  }): Promise<readonly Account[]>
  /** Whose name, or one of whose words or whose domain, begins as typed; whose name does come first. */
  startingWith(typed: string, limit: number): Promise<readonly Account[]>
  find(id: string): Promise<Account | null>
  /** In no order; ids that are gone are passed over. */
  some(ids: readonly string[]): Promise<readonly Account[]>
  /** Unique on the external id; the id of a known one stays. */
  saveAll(accounts: readonly Account[]): Promise<Imported>
  openOpportunities(accountId: string): Promise<readonly Opportunity[]>
  /** By either; in no order. */
  opportunities(of: {
    readonly ids?: readonly string[]
    readonly externalIds?: readonly string[]
  }): Promise<readonly Opportunity[]>
  /** However many there are: for a story's few. */
  allOpportunities(): Promise<readonly Opportunity[]>
  saveOpportunities(opportunities: readonly Opportunity[]): Promise<Imported>
}

/** Objections on which open opportunities close soon. */
export type HotTable = {
  /** Of objections, not merged, with at least so many opportunities that close on these days. */
  themes(days: Days, least: number): Promise<readonly string[]>
  /** Compare and set: false where the channel was told after `since`; else it is told now. */
  claim(themeId: string, since: Date): Promise<boolean>
  /** Null where the theme is gone or merged. */
  look(themeId: string, days: Days, limit: number): Promise<HotObjection | null>
}

export type RatesTable = {
  /** The currency that figures are in; null: no rates, and currencies are kept apart. */
  base(): Promise<string | null>
  /** Those that are not given go. */
  replace(base: string, rates: readonly Rate[]): Promise<Imported>
}
