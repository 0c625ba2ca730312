import { topicOf } from '../feedback/draft.js'
import type { Kind } from '../feedback/feedback.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Grouped } from './grouping.js'
import type { ProposedChange } from './proposal.js'
import { draftTitle, freeTitle } from './title.js'

/** More than a person decides over a coffee is a list that nobody reads. */
const A_NIGHT = 3
const WHOLE = 0.7 // of a theme, in one group
const PART = 0.25 // of a theme, in another
const LEAST = 5 // notes

/**
 * Themes that a digest has shown are changed by people alone: where the graph, in `groups`, left to itself, would have two of them as
 * one, or one as two, it asks; but not against what people have filed themselves. What was proposed once is never proposed
 * again. Returns how many are new.
 */
export async function propose(
  tx: Tables,
  clock: Clock,
  kind: Kind,
  groups: readonly (readonly Grouped[])[],
): Promise<number> {
  const shares = sharesOf(groups, await published(tx, kind))
  const proposals = await tx.proposals.all()
  const open = proposals.filter(({ state }) => state === 'open').length
  const changes = [...merges(shares), ...(await splits(tx, kind, shares))].filter(
    (change) => !proposals.some((earlier) => isSame(earlier.change, change)),
  )
  const fresh = changes.slice(0, Math.max(0, A_NIGHT - open))
  for (const change of fresh)
    await tx.proposals.add({ id: clock.newId(), change, state: 'open', madeAt: tx.now, decidedBy: null })
  return fresh.length
}

/** The themes of this kind that a digest has shown. */
export async function published(tx: Tables, kind: Kind): Promise<ReadonlySet<string>> {
  const themes = await tx.themes.all()
  return new Set(
    themes.filter((theme) => theme.kind === kind && theme.publishedAt !== null).map(({ id }) => id),
  )
}

/** How a theme's feedback is spread over the graph's groups, the largest part first. */
type Spread = {
  readonly themeId: string
  /** The feedback that people have put there themselves. */
  readonly confirmed: ReadonlySet<string>
  readonly size: number
  readonly parts: readonly { readonly group: number; readonly ids: readonly string[] }[]
}

function sharesOf(groups: readonly (readonly Grouped[])[], shown: ReadonlySet<string>): readonly Spread[] {
  const spread = new Map<string, Map<number, string[]>>()
  const confirmed = new Map<string, Set<string>>()
  groups.forEach((members, group) => {
    for (const item of members) {
      const { id, themeId } = item
      if (themeId === null || !shown.has(themeId)) continue
      const parts = spread.get(themeId) ?? new Map<number, string[]>()
      const ids = parts.get(group) ?? []
      ids.push(id)
      spread.set(themeId, parts.set(group, ids))
      if (item.confirmed) confirmed.set(themeId, (confirmed.get(themeId) ?? new Set()).add(id))
    }
  })
  return [...spread].map(([themeId, parts]) => ({
    themeId,
    confirmed: confirmed.get(themeId) ?? new Set(),
    size: [...parts.values()].reduce((sum, ids) => sum + ids.length, 0),
    parts: [...parts].map(([group, ids]) => ({ group, ids })).sort((a, b) => b.ids.length - a.ids.length),
  }))
}

function merges(spreads: readonly Spread[]): readonly ProposedChange[] {
  const homes = new Map<number, Spread[]>()
  for (const spread of spreads) {
    const [first] = spread.parts
    if (first && spread.size >= 2 && first.ids.length >= WHOLE * spread.size)
      homes.set(first.group, [...(homes.get(first.group) ?? []), spread])
  }
  return [...homes.values()].flatMap((sharing) => {
    const [largest, ...others] = sharing.sort((a, b) => b.size - a.size)
    return largest
      ? others
          .filter((other) => !areToldApart(largest, other))
          .map(({ themeId }) => ({ kind: 'merge' as const, themeId: largest.themeId, otherId: themeId }))
      : []
  })
}

/** Who has put notes into each of two themes knew of no reason to have them in one. */
function areToldApart(one: Spread, other: Spread): boolean {
  return one.confirmed.size > 0 && other.confirmed.size > 0
}

async function splits(
  tx: Tables,
  kind: Kind,
  spreads: readonly Spread[],
): Promise<readonly ProposedChange[]> {
  const changes: ProposedChange[] = []
  for (const { themeId, confirmed, size, parts } of spreads) {
    const [, second] = parts
    if (!second || second.ids.length < LEAST || second.ids.length < PART * size) continue
    if (second.ids.filter((id) => confirmed.has(id)).length > second.ids.length / 2) continue
    const texts = (await tx.feedback.some(second.ids)).map(({ text }) => topicOf(text))
    const title = await freeTitle(tx, kind, draftTitle(texts), null)
    changes.push({ kind: 'split', themeId, feedbackIds: second.ids, title })
  }
  return changes
}

function isSame(one: ProposedChange, other: ProposedChange): boolean {
  if (one.kind === 'split' || other.kind === 'split')
    return one.kind === other.kind && one.themeId === other.themeId
  const pair = [one.themeId, one.otherId]
  return pair.includes(other.themeId) && pair.includes(other.otherId)
}
