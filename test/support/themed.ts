import { type Kind, NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { newTheme } from '../../src/core/themes/theme.js'
import type { House } from '../../src/house.js'

/** A theme with these notes under it, filed by Earshot; returns its id and theirs. */
export async function aTheme(
  house: Pick<House, 'store' | 'clock'>,
  workspaceId: string,
  told: {
    readonly title: string
    readonly notes: readonly string[]
    readonly kind?: Kind
    readonly reporter?: string
  },
): Promise<{ readonly id: string; readonly notes: readonly string[] }> {
  const { clock } = house
  const { title, kind = 'objection', reporter = 'U0REP' } = told
  const theme = newTheme(clock, { kind, title, titledBy: 'earshot' })
  const notes = told.notes.map((text) => ({
    id: clock.newId(),
    kind,
    text,
    reporter,
    source: 'import' as const,
    deliveryKey: `${title}: ${text}`,
    ...NOTHING_KNOWN,
    heardAt: clock.now(),
    themeId: theme.id,
    placement: 'filed' as const,
  }))
  await house.store.within(workspaceId, async (tx) => {
    await tx.themes.add(theme)
    await tx.feedback.addAll(notes)
  })
  return { id: theme.id, notes: notes.map(({ id }) => id) }
}
