import { type Crm, CrmFault, type Upstream } from '../../src/core/crm/crm.js'

/** Every row from the cursor on, and where the reading ended. */
export async function readAll<T>(
  read: (cursor: string | null) =>
    | ReturnType<Crm['accounts']>
    | Promise<{
        readonly rows: readonly Upstream<T>[]
        readonly cursor: string | null
        readonly isLast: boolean
      }>,
  from: string | null = null,
): Promise<{ readonly ids: readonly string[]; readonly cursor: string | null; readonly pages: number }> {
  const ids: string[] = []
  let cursor = from
  for (let pages = 1; ; pages += 1) {
    const page = await read(cursor)
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.cursor
    if (page.isLast) return { ids, cursor, pages }
  }
}

/** The fault that it ends with; anything else is a failure. */
export async function faultOf(call: Promise<unknown>): Promise<CrmFault> {
  try {
    await call
  } catch (error) {
    if (error instanceof CrmFault) return error
    throw error
  }
  throw new Error('There was no fault')
}
