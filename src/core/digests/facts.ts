import { coverageCount } from '../answers/coverage.js'
import { chooseCandidates } from '../recommendations/choose.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import { segmentsOf } from '../segments/look.js'
import type { Workspace } from '../workspaces/workspace.js'
import {
  type Candidate,
  type DigestFacts,
  QUOTES_SHOWN,
  SERIES_SHOWN,
  THEMES_SHOWN,
  WEEKS_SHOWN,
  WINDOWS_KEPT,
  type Window,
} from './digest.js'

/** Counts and quotes the last of these windows. Nothing is written: the same call serves a preview and a post. */
export async function gatherFacts(
  tx: Tables,
  last: readonly Window[],
): Promise<{ readonly facts: DigestFacts; readonly candidates: readonly Candidate[] }> {
  const windows = last.slice(-WEEKS_SHOWN)
  const [previous, window] = windows.slice(-2)
  if (!previous || !window) throw new Error('a digest needs its window and the one before')
  const count = await tx.digests.count(window, previous)
  const themes = await tx.digests.themes(window, previous, THEMES_SHOWN)
  const shown = themes.slice(0, SERIES_SHOWN).map((theme) => theme.themeId)
  const candidates = await chooseCandidates(tx, themes)
  const quoted = new Set(
    [...themes.slice(0, 5), ...candidates.map((candidate) => candidate.theme)].map((t) => t.themeId),
  )
  const evidence = []
  for (const themeId of quoted) evidence.push(await tx.digests.evidence(themeId, window, QUOTES_SHOWN))
  const asked = new Set(candidates.map((candidate) => candidate.theme.themeId))
  const open = await tx.recommendations.waiting()
  return {
    candidates,
    facts: {
      count,
      themes,
      weeks: windows.map(({ start }) => start.toISOString()),
      series: await tx.digests.series(shown, windows),
      evidence,
      waiting: open.filter(({ themeId }) => !asked.has(themeId)).length,
      coverage: await coverageCount(tx, window.end),
      base: await tx.rates.base(),
      segments: await segmentsOf(tx, window, shown),
    },
  }
}

/** The windows that a digest looks at: the last 13 and its own, oldest first; each ends where the next begins. */
export function lastWindows(clock: Clock, workspace: Workspace, last: Window): readonly Window[] {
  const windows = [last]
  for (let earliest = last; windows.length < WINDOWS_KEPT; windows.unshift(earliest)) {
    earliest = clock.windowAt(workspace.schedule, workspace.timezone, earliest.start)
  }
  return windows
}
