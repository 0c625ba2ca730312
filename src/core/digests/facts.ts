import { coverageCount } from '../answers/coverage.js'
import { gapsOf } from '../gaps/look.js'
import { chooseCandidates } from '../recommendations/choose.js'
import { deskCount } from '../recommendations/desk.js'
import type { Recommendation } from '../recommendations/recommendation.js'
import type { Tables } from '../tables.js'
import { segmentsOf } from '../segments/look.js'
import { trendFacts } from '../trends/facts.js'
import {
  type Candidate,
  type DigestFacts,
  QUOTES_SHOWN,
  RECOMMENDATIONS_SHOWN,
  SERIES_SHOWN,
  THEMES_SHOWN,
  THEMES_WEIGHED,
  WEEKS_SHOWN,
  type Window,
} from './digest.js'

type Gathered = {
  readonly facts: DigestFacts
  readonly candidates: readonly Candidate[]
  /** Snoozed ones that come back: they go first. */
  readonly due: readonly Recommendation[]
}

/** Counts and quotes the last of these windows. The same call serves a preview and a post. */
export async function gatherFacts(tx: Tables, last: readonly Window[]): Promise<Gathered> {
  const windows = last.slice(-WEEKS_SHOWN)
  const [previous, window] = windows.slice(-2)
  if (!previous || !window) throw new Error('a digest needs its window and the one before')
  const count = await tx.digests.count(window, previous)
  const weighed = await tx.digests.themes(window, previous, THEMES_WEIGHED)
  const themes = weighed.slice(0, THEMES_SHOWN)
  const shown = themes.slice(0, SERIES_SHOWN).map((theme) => theme.themeId)
  const due = await tx.recommendations.due(window.end, RECOMMENDATIONS_SHOWN)
  const back = new Set(due.map(({ themeId }) => themeId))
  const others = weighed.filter(({ themeId }) => !back.has(themeId))
  const gaps = await gapsOf(
    tx,
    weighed.map(({ themeId }) => themeId),
    window.end,
  )
  const candidates = await chooseCandidates(tx, others, gaps)
  const asked = new Set(candidates.map((candidate) => candidate.theme.themeId))
  const listed = new Set(themes.map(({ themeId }) => themeId))
  // What a card asks about comes first: the thread quotes no more than the first.
  const quoted = new Set([
    ...[...asked].slice(0, RECOMMENDATIONS_SHOWN),
    ...themes.slice(0, 5).map(({ themeId }) => themeId),
    ...asked,
  ])
  const evidence = []
  const { masksNames } = await tx.workspace.read()
  for (const themeId of quoted)
    evidence.push(await tx.digests.evidence(themeId, window, QUOTES_SHOWN, masksNames))
  const open = await tx.recommendations.waiting()
  return {
    candidates,
    due,
    facts: {
      count,
      themes,
      weeks: windows.map(({ start }) => start.toISOString()),
      series: await tx.digests.series(shown, windows),
      evidence,
      waiting: open.filter(({ themeId }) => !asked.has(themeId)).length,
      coverage: await coverageCount(tx, window.end),
      base: await tx.rates.base(),
      gaps: gaps.filter(({ signs }) => listed.has(signs.themeId) || asked.has(signs.themeId)),
      recommended: weighed.filter(({ themeId }) => asked.has(themeId) && !listed.has(themeId)),
      trends: await trendFacts(
        tx,
        last,
        themes.map(({ themeId }) => themeId),
      ),
      segments: await segmentsOf(tx, window, shown),
      desk: await deskCount(tx, window.end),
    },
  }
}
