import type { CrmObject, CrmSource, Skip } from './crm.js'
import type { SyncRun } from './run.js'

export type CrmTable = {
  /** Null: none was ever begun. */
  run(source: CrmSource): Promise<SyncRun | null>
  /** The same for this transaction alone; one that has ended long ago where there was none. */
  lockRun(source: CrmSource): Promise<SyncRun>
  saveRun(source: CrmSource, run: SyncRun): Promise<void>
  cursor(source: CrmSource, object: CrmObject): Promise<string | null>
  setCursor(source: CrmSource, object: CrmObject, cursor: string): Promise<void>
  /** The external ids under which what the CRM has was already there; by the CRM's. */
  links(object: CrmObject, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Those of these external ids that are linked to something. */
  linked(object: CrmObject, externalIds: readonly string[]): Promise<ReadonlySet<string>>
  link(object: CrmObject, links: ReadonlyMap<string, string>): Promise<void>
  /** Unique on the object and its id: the last reason stands. */
  skip(source: CrmSource, object: CrmObject, skips: readonly Skip[]): Promise<void>
  unskip(source: CrmSource, object: CrmObject, ids: readonly string[]): Promise<void>
  /** Their ids, the longest not read first. */
  skippedIds(source: CrmSource, object: CrmObject, limit: number): Promise<readonly string[]>
  /** The latest first, and how many there are. */
  skipped(
    source: CrmSource,
    limit: number,
  ): Promise<{
    readonly count: number
    readonly some: readonly (Skip & { readonly object: CrmObject })[]
  }>
}
