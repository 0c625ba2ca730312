import type { AccountRow } from '../accounts/import.js'
import type { Store } from '../ports.js'
import {
  AGAIN,
  type Crm,
  type CrmObject,
  type CrmOpportunity,
  type CrmPage,
  NO_ID,
  type Upstream,
} from './crm.js'

type Deps = { readonly store: Store; readonly crm: Crm }

type Again<T> = CrmPage<T> & { readonly again: readonly Upstream<T>[]; readonly gone: readonly string[] }
export type Page =
  | ({ readonly object: 'accounts' } & Again<AccountRow>)
  | ({ readonly object: 'opportunities' } & Again<CrmOpportunity>)

/** A page of what has changed, and with the last one what was skipped in earlier runs, once more. */
export async function readPage(
  deps: Deps,
  workspaceId: string,
  { object, cursor }: { readonly object: CrmObject; readonly cursor: string | null },
): Promise<Page> {
  const { crm } = deps
  const before = (page: CrmPage<unknown>): Promise<readonly string[]> =>
    skippedBefore(deps, workspaceId, object, page)
  if (object === 'accounts') {
    const page = await crm.accounts(cursor)
    return { object, ...page, ...(await again(await before(page), (ids) => crm.someAccounts(ids))) }
  }
  const page = await crm.opportunities(cursor)
  return { object, ...page, ...(await again(await before(page), (ids) => crm.someOpportunities(ids))) }
}

async function skippedBefore(
  { store, crm }: Deps,
  workspaceId: string,
  object: CrmObject,
  { rows, isLast }: CrmPage<unknown>,
): Promise<readonly string[]> {
  if (!isLast) return []
  const ids = await store.within(workspaceId, (tx) => tx.crm.skippedIds(crm.source, object, AGAIN))
  const read = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !read.has(id))
}

/** What was skipped, as it stands there now, and what is no longer there. */
async function again<T>(
  skipped: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly Upstream<T>[]>,
): Promise<Pick<Again<T>, 'again' | 'gone'>> {
  const ids = skipped.filter((id) => id !== NO_ID)
  const rows = ids.length === 0 ? [] : await read(ids)
  const there = new Set(rows.map(({ id }) => id))
  return { again: rows, gone: skipped.filter((id) => !there.has(id)) }
}
