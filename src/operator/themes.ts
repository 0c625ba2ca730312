import type { Kind } from '../core/feedback/feedback.js'
import type { House } from '../house.js'
import { EXIT, type Io } from './io.js'

const ALL = 100_000
const LISTED = 20

/** The themes, the most heard first: id, kind, area, title, notes. */
export async function themesCommand(
  house: House,
  workspaceId: string,
  io: Io,
  kind: Kind | null,
): Promise<number> {
  const heard = await house.store.within(workspaceId, (tx) => tx.themes.mostHeard(ALL))
  for (const { theme, reach } of heard)
    if (kind === null || theme.kind === kind)
      io.out(`${[theme.id, theme.kind, theme.area ?? '–', theme.title, String(reach.feedback)].join('\t')}\n`)
  if (heard.length === 0) io.err('No themes yet.\n')
  return EXIT.ok
}

/** The last corrections, the newest first: id, time, kind, theme, by whom, undone by whom. */
export async function correctionsCommand(house: House, workspaceId: string, io: Io): Promise<number> {
  const lines = await house.store.within(workspaceId, async (tx) => {
    const rows = []
    for (const { id, at, kind, themeId, actor, undoneAt, undoneBy } of await tx.corrections.latest(LISTED)) {
      const theme = themeId === null ? null : await tx.themes.find(themeId)
      const undone = undoneAt === null ? '' : `undone by ${undoneBy ?? 'nobody'}`
      rows.push([id, at.toISOString(), kind, theme?.title ?? '–', actor, undone].join('\t').trimEnd())
    }
    return rows
  })
  for (const line of lines) io.out(`${line}\n`)
  if (lines.length === 0) io.err('No corrections yet.\n')
  return EXIT.ok
}
