import { topicOf } from '../feedback/draft.js'
import type { Kind } from '../feedback/feedback.js'
import type { Clock, Embedder, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { type AreaOf, loadAreas } from './area.js'
import { standing } from './correct.js'
import { embedMissing } from './embed.js'
import { type Group, type Grouped, regrouped, type Regrouping, ungoverned } from './grouping.js'
import { propose, published } from './propose.js'
import { unhurried } from './steps.js'
import type { GroupingPage } from './tables.js'
import { newTheme, type Theme } from './theme.js'
import { draftTitle, freeTitle } from './title.js'

type Deps = { readonly store: Store; readonly clock: Clock; readonly embedder: Embedder }

export type Night = { readonly moved: number; readonly begun: number; readonly proposed: number }

const TEXTS_READ = 60

/**
 * A night's regrouping of one workspace, objections and requests apart. It moves only what no person confirmed and no
 * digest counted; what it would change beyond that becomes a proposal. Idempotent: a second run moves next to nothing.
 */
export async function regroup(deps: Deps, workspaceId: string): Promise<Night> {
  await embedMissing(deps, workspaceId)
  const areaOf = await loadAreas(deps.embedder)
  const night = { moved: 0, begun: 0, proposed: 0 }
  for (const kind of ['objection', 'request'] as const) {
    const items = await itemsToGroup(deps, workspaceId, kind)
    const groups = await unhurried(deps.clock, regrouped(items))
    const done = await deps.store.within(workspaceId, (tx) => apply(tx, deps.clock, kind, groups))
    night.moved += done.moved
    night.begun += done.begun
    await describeThemes(deps, workspaceId, { themeIds: done.changed, areaOf })
    night.proposed += await proposeFrom(deps, workspaceId, { kind, items })
  }
  await deps.store.within(workspaceId, async (tx) => {
    if (night.moved + night.begun + night.proposed > 0)
      await tx.audit.add({ actor: 'earshot', action: 'regroup', subject: 'themes', detail: night })
  })
  return night
}

/** In parts, so that nothing waits for all of them. Ids that are named again and again are one string. */
async function itemsToGroup(deps: Deps, workspaceId: string, kind: Kind): Promise<readonly Grouped[]> {
  const items: Grouped[] = []
  const known = new Map<string, string>()
  const one = (id: string): string => {
    if (!known.has(id)) known.set(id, id)
    return known.get(id) ?? id
  }
  for (let next: GroupingPage['next'] | undefined; next !== null;) {
    const after = next
    const page: GroupingPage = await deps.store.within(workspaceId, (tx) =>
      tx.embeddings.toGroup(kind, deps.embedder.id, after),
    )
    for (const item of page.items)
      items.push({
        ...item,
        id: one(item.id),
        themeId: item.themeId === null ? null : one(item.themeId),
        near: item.near.map(one),
      })
    next = page.next
  }
  return items
}

async function proposeFrom(
  deps: Deps,
  workspaceId: string,
  { kind, items }: { readonly kind: Kind; readonly items: readonly Grouped[] },
): Promise<number> {
  const shown = await deps.store.within(workspaceId, (tx) => published(tx, kind))
  if (shown.size === 0) return 0
  const groups = await unhurried(deps.clock, ungoverned(items))
  return deps.store.within(workspaceId, (tx) => propose(tx, deps.clock, kind, groups))
}

type Applied = { readonly moved: number; readonly begun: number; readonly changed: readonly string[] }

async function apply(tx: Tables, clock: Clock, kind: Kind, groups: readonly Group[]): Promise<Applied> {
  await tx.corrections.turn()
  const moves: Regrouping[] = []
  const changed = new Set<string>()
  const heirs = new Map<string, Map<string, number>>()
  let begun = 0
  for (const group of groups) {
    // What is like nothing else stays where it is: in its theme, or waiting for its like.
    if (group.themeId === null && group.items.length < 2) continue
    // Somebody may have merged it since the groups were made.
    const known = group.themeId === null ? null : await standing(tx, group.themeId)
    const to = known?.id ?? (await begin(tx, clock, kind, group.items))
    if (!known) begun += 1
    for (const item of group.items) {
      if (item.themeId === to) continue
      moves.push({ id: item.id, from: item.themeId, to })
      changed.add(to)
      if (item.themeId === null) continue
      changed.add(item.themeId)
      const heirsOf = heirs.get(item.themeId) ?? new Map<string, number>()
      heirsOf.set(to, (heirsOf.get(to) ?? 0) + 1)
      heirs.set(item.themeId, heirsOf)
    }
  }
  const moved = moves.length === 0 ? 0 : await tx.feedback.regroup(moves)
  await closeEmpty(tx, heirs)
  return { moved, begun, changed: [...changed] }
}

async function begin(tx: Tables, clock: Clock, kind: Kind, items: readonly Grouped[]): Promise<string> {
  const feedback = await tx.feedback.some(items.slice(0, TEXTS_READ).map(({ id }) => id))
  const title = await freeTitle(tx, kind, draftTitle(feedback.map(({ text }) => topicOf(text))), null)
  return tx.themes.add(newTheme(clock, { kind, title, titledBy: 'earshot' }))
}

/** A theme that has lost everything leads to the one that got most of it: its title, and buttons that still name it. */
async function closeEmpty(
  tx: Tables,
  heirs: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Promise<void> {
  for (const [id, got] of heirs) {
    const theme = await tx.themes.find(id)
    const [heir] = [...got].sort((a, b) => b[1] - a[1])
    if (!theme || !heir || theme.mergedInto !== null) continue
    if ((await tx.themes.reach(id)).feedback === 0) await tx.themes.save({ ...theme, mergedInto: heir[0] })
  }
}

/** Titles and areas of the themes that changed, and the areas that are still unknown. */
async function describeThemes(
  deps: Deps,
  workspaceId: string,
  of: { readonly themeIds: readonly string[]; readonly areaOf: AreaOf },
): Promise<void> {
  const changed = new Set(of.themeIds)
  const themes = await deps.store.within(workspaceId, (tx) => tx.themes.all())
  for (const theme of themes) {
    if (theme.area !== null && !changed.has(theme.id)) continue
    await describeTheme(deps, workspaceId, theme, of.areaOf)
  }
}

async function describeTheme(deps: Deps, workspaceId: string, theme: Theme, areaOf: AreaOf): Promise<void> {
  const texts = await deps.store.within(workspaceId, async (tx) =>
    (await tx.feedback.ofTheme(theme.id, TEXTS_READ)).map(({ text }) => topicOf(text)),
  )
  if (texts.length === 0) return
  const area = areaOf(await deps.embedder.embed([theme.title, ...texts.slice(0, 4)]))
  await deps.store.within(workspaceId, async (tx) => {
    await tx.corrections.turn()
    const current = await tx.themes.find(theme.id)
    if (!current || current.mergedInto !== null) return
    const isFrozen = current.titledBy !== 'earshot' || current.publishedAt !== null
    const title = isFrozen ? current.title : await freeTitle(tx, current.kind, draftTitle(texts), current)
    await tx.themes.save({ ...current, title, area })
  })
}
