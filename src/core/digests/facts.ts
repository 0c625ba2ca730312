import { coverageCount } from '../answers/coverage.js'
import { chooseCandidates } from '../recommendations/choose.js'
import { deskCount } from '../recommendations/desk.js'
import type { Recommendation } from '../recommendations/recommendation.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Workspace } from '../workspaces/workspace.js'
import {
  type Candidate,
  type DigestFacts,
  QUOTES_SHOWN,
  RECOMMENDATIONS_SHOWN,
  SERIES_SHOWN,
  THEMES_SHOWN,
  WEEKS_SHOWN,
  type Window,
} from './digest.js'

type Gathered = {
  readonly facts: DigestFacts
  readonly candidates: readonly Candidate[]
  /** Snoozed ones that come back: they go first. */
  readonly due: readonly Recommendation[]
}

/** Counts and quotes one window. Nothing is written: the same call serves a preview and a post. */
export async function gatherFacts(
  tx: Tables,
  clock: Clock,
  workspace: Workspace,
  window: Window,
): Promise<Gathered> {
  const windows = lastWindows(clock, workspace, window)
  const previous = windows.at(-2) ?? window
  const count = await tx.digests.count(window, previous)
  const themes = await tx.digests.themes(window, previous, THEMES_SHOWN)
  const shown = themes.slice(0, SERIES_SHOWN).map((theme) => theme.themeId)
  const due = await tx.recommendations.due(window.end, RECOMMENDATIONS_SHOWN)
  const back = new Set(due.map(({ themeId }) => themeId))
  const others = themes.filter(({ themeId }) => !back.has(themeId))
  const candidates = await chooseCandidates(tx, others, RECOMMENDATIONS_SHOWN - due.length)
  const quoted = new Set(
    [...themes.slice(0, 5), ...candidates.map((candidate) => candidate.theme)].map((t) => t.themeId),
  )
  const evidence = []
  for (const themeId of quoted) evidence.push(await tx.digests.evidence(themeId, window, QUOTES_SHOWN))
  const asked = new Set(candidates.map((candidate) => candidate.theme.themeId))
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
      desk: await deskCount(tx, window.end),
    },
  }
}

/** The windows up to this one, oldest first; each ends where the next begins. */
function lastWindows(clock: Clock, workspace: Workspace, last: Window): readonly Window[] {
  const windows = [last]
  for (let earliest = last; windows.length < WEEKS_SHOWN; windows.unshift(earliest)) {
    earliest = clock.windowAt(workspace.schedule, workspace.timezone, earliest.start)
  }
  return windows
}
