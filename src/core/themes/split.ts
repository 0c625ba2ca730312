import { type CorrectDeps, corrected, correcting, type Corrector, type Desk } from './correct.js'
import { placesOf, rowOf, standing } from './correct.js'
import type { Before } from './correction.js'
import type { Corrected, Refused } from './outcome.js'
import { titleFrom } from './rename.js'
import { newTheme, type Theme } from './theme.js'

export type Split = {
  readonly themeId: string
  readonly feedbackIds: readonly string[]
  readonly title: string
}

/** Some of a theme's feedback leaves for a new theme; both parts are as a person said from then on. */
export async function splitTheme(deps: CorrectDeps, who: Corrector, split: Split): Promise<Corrected> {
  return correcting(deps, who, (desk) => splitAt(desk, split))
}

/** The same as part of a turn. */
export async function splitAt(desk: Desk, split: Split): Promise<Corrected> {
  const { tx } = desk
  if (!desk.isApprover) return { kind: 'not-allowed' }
  const theme = await tx.themes.find(split.themeId)
  const into = theme?.mergedInto ? await standing(tx, theme.id) : null
  if (into) return { kind: 'merged', into }
  if (!theme) return { kind: 'not-found' }
  const chosen = new Set(split.feedbackIds)
  const feedback = await tx.feedback.ofTheme(theme.id)
  const leaving = feedback.filter(({ id }) => chosen.has(id))
  if (chosen.size === 0) return { kind: 'none-chosen' }
  if (leaving.length < chosen.size) return { kind: 'left', notes: chosen.size - leaving.length }
  if (leaving.length === feedback.length) return { kind: 'all-chosen' }
  const title = titleFrom(split.title)
  const part = title === null ? { kind: 'bad-title' as const } : await partOf(desk, theme, title)
  if ('kind' in part) return part
  await tx.feedback.placeAll(
    feedback.map(({ id }) => ({
      id,
      themeId: chosen.has(id) ? part.theme.id : theme.id,
      placement: 'confirmed' as const,
    })),
  )
  const before = { feedback: placesOf(feedback), themes: [part.whenUndone] }
  return corrected(desk, { kind: 'split', theme: part.theme, notes: leaving.length, before })
}

type Part = { readonly theme: Theme; readonly whenUndone: Before['themes'][number] }

/** A new theme; or the one of that title which leads to this theme already, such as the part of a split that was undone. */
async function partOf({ tx, clock }: Desk, from: Theme, title: string): Promise<Part | Refused> {
  const holder = await tx.themes.titled(from.kind, title)
  if (!holder) {
    const fresh = newTheme(clock, { kind: from.kind, title, titledBy: 'person' })
    await tx.themes.add(fresh)
    const theme = { ...fresh, area: from.area }
    await tx.themes.save(theme)
    return { theme, whenUndone: { ...rowOf(theme), mergedInto: from.id } }
  }
  const now = await standing(tx, holder.id)
  if (holder.mergedInto === null || now?.id !== from.id) return { kind: 'taken', theme: now ?? holder }
  const theme: Theme = { ...holder, title, titledBy: 'person', mergedInto: null }
  await tx.themes.save(theme)
  return { theme, whenUndone: rowOf(holder) }
}
