import { type CorrectDeps, corrected, correcting, type Corrector, type Desk } from './correct.js'
import { placesOf, rowOf, standing } from './correct.js'
import type { Corrected } from './outcome.js'

export type Merge = {
  /** The one that stays. */
  readonly themeId: string
  readonly otherId: string
}

/** Everything of the other theme goes into this one, by a person's word; its title leads here from then on. */
export async function mergeThemes(deps: CorrectDeps, who: Corrector, merge: Merge): Promise<Corrected> {
  return correcting(deps, who, (desk) => mergeAt(desk, merge))
}

/** The same as part of a turn. */
export async function mergeAt(desk: Desk, { themeId, otherId }: Merge): Promise<Corrected> {
  const { tx } = desk
  if (!desk.isApprover) return { kind: 'not-allowed' }
  if (themeId === otherId) return { kind: 'itself' }
  const theme = await tx.themes.find(themeId)
  const other = await tx.themes.find(otherId)
  if (!theme || !other) return { kind: 'not-found' }
  if (theme.kind !== other.kind) return { kind: 'other-kind' }
  for (const each of [theme, other]) {
    const into = each.mergedInto === null ? null : await standing(tx, each.id)
    if (into) return { kind: 'merged', into }
  }
  const feedback = await tx.feedback.ofTheme(other.id)
  await tx.feedback.placeAll(
    feedback.map(({ id }) => ({ id, themeId: theme.id, placement: 'confirmed' as const })),
  )
  await tx.themes.save({ ...other, mergedInto: theme.id })
  const before = { feedback: placesOf(feedback), themes: [rowOf(other)] }
  return corrected(desk, { kind: 'merge', theme, notes: feedback.length, before })
}
