import { judgeRequests } from '../catalogue/rejudge.js'
import type { Opportunity } from '../accounts/account.js'
import { accountIndex } from '../accounts/find.js'
import { newTheme } from '../themes/theme.js'
import type { Clock, Imported } from '../ports.js'
import type { Tables } from '../tables.js'
import { draftOf } from './draft.js'
import type { Feedback, Kind } from './feedback.js'

export type FeedbackRow = {
  /** One row is kept once, however often the file comes. */
  readonly key: string
  readonly kind: Kind
  readonly text: string
  readonly reporter: string
  readonly account: string | null
  /** External id. */
  readonly opportunity: string | null
  readonly heardAt: Date
  /** As a person named it; null: Earshot places it. */
  readonly theme: string | null
  readonly area: string | null
  readonly amount: number | null
  /** Of the amount. */
  readonly currency: string | null
}

/** Unique on the key. What has a theme is confirmed in it; the rest is pending, to be placed. */
export async function importFeedback(
  tx: Tables,
  clock: Clock,
  rows: readonly FeedbackRow[],
): Promise<Imported> {
  const drafts = rows.flatMap((row) => {
    const drafted = draftOf(row.kind, row.text)
    return drafted.kind === 'draft' ? [{ row, draft: drafted.draft }] : []
  })
  const accountNamed = await accountIndex(
    tx,
    drafts.flatMap(({ row, draft }) => row.account ?? draft.accountName ?? []),
  )
  const opportunities = await opportunitiesOf(tx, rows)
  const themes = new ThemesByTitle(tx, clock)
  const items: Feedback[] = []
  for (const { row, draft } of drafts) {
    const named = row.account ?? draft.accountName
    const opportunity = row.opportunity === null ? undefined : opportunities.get(row.opportunity)
    items.push({
      id: clock.newId(),
      kind: row.kind,
      text: draft.text,
      reporter: row.reporter,
      source: 'import',
      deliveryKey: `import:${row.key}`,
      channel: null,
      area: row.area ?? draft.area,
      amount: row.amount ?? draft.amount,
      currency: row.amount === null ? draft.currency : row.currency,
      accountName: named,
      accountId: opportunity?.accountId ?? (named === null ? null : accountNamed(named)),
      opportunityId: opportunity?.id ?? null,
      heardAt: row.heardAt,
      themeId: row.theme === null ? null : await themes.idOf(row.kind, row.theme, row.heardAt),
      placement: row.theme === null ? 'pending' : 'confirmed',
    })
  }
  const added = await tx.feedback.addAll(items)
  // What has its theme already is placed by nobody: its verdict comes by a job of its own.
  if (added > 0 && items.some(({ kind, placement }) => kind === 'request' && placement === 'confirmed'))
    await tx.jobs.add(judgeRequests(await tx.catalogue.version(), null, clock.newId()))
  return { added, known: items.length - added }
}

/** By external id. */
export async function opportunitiesOf(
  tx: Tables,
  rows: readonly Pick<FeedbackRow, 'opportunity'>[],
): Promise<ReadonlyMap<string, Opportunity>> {
  const externalIds = [...new Set(rows.flatMap(({ opportunity }) => opportunity ?? []))]
  return new Map((await tx.accounts.opportunities({ externalIds })).map((each) => [each.externalId, each]))
}

/** Themes by the titles that people gave them; a new title is a new theme. */
class ThemesByTitle {
  private readonly ids = new Map<string, string>()
  constructor(
    private readonly tx: Tables,
    private readonly clock: Clock,
  ) {}

  async idOf(kind: Kind, title: string, createdAt: Date): Promise<string> {
    const key = `${kind} ${title.toLowerCase()}`
    const id =
      this.ids.get(key) ??
      (await this.tx.themes.named(kind, title))?.id ??
      (await this.begin(kind, title, createdAt))
    this.ids.set(key, id)
    return id
  }

  private async begin(kind: Kind, title: string, createdAt: Date): Promise<string> {
    return this.tx.themes.add({ ...newTheme(this.clock, { kind, title, titledBy: 'person' }), createdAt })
  }
}
