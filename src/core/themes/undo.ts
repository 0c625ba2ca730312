import type { Tables } from '../tables.js'
import { type CorrectDeps, correcting, type Corrector, type Desk } from './correct.js'
import { maySay, rowOf, standing } from './correct.js'
import type { Before, Correction, PlaceBefore } from './correction.js'
import type { Undone } from './outcome.js'
import type { Theme } from './theme.js'
import { freeTitle } from './title.js'

/** Puts back what stood before a correction, where no later one is about some of the same. */
export async function undoCorrection(
  deps: CorrectDeps,
  who: Corrector,
  correctionId: string,
): Promise<Undone> {
  return correcting(deps, who, async (desk) => {
    const { tx, actor } = desk
    const correction = await tx.corrections.find(correctionId)
    if (!correction) return { kind: 'not-found' }
    if (!(await mayUndo(desk, correction))) return { kind: 'not-allowed' }
    if (correction.undoneAt !== null) return { kind: 'undone-already', by: correction.undoneBy }
    const [later] = await tx.corrections.after(correction)
    if (later) {
      const theme = later.themeId === null ? null : await tx.themes.find(later.themeId)
      return { kind: 'later', correction: later, theme }
    }
    const holder = await holderOf(tx, correction)
    if (holder) return { kind: 'taken', theme: holder }
    if (!(await tx.corrections.undo(correction.id, actor)))
      return { kind: 'undone-already', by: correction.undoneBy }
    await putBack(tx, correction.before)
    await tx.audit.add({
      actor,
      action: `undo:${correction.kind}`,
      subject: `correction:${correction.id}`,
      detail: { notes: correction.before.feedback.length },
    })
    return { kind: 'undone', correction }
  })
}

/** Approvers everything; reps what was said of one note of theirs. */
async function mayUndo(desk: Desk, { kind, before }: Correction): Promise<boolean> {
  if (desk.isApprover) return true
  const [about, ...more] = before.feedback
  if ((kind !== 'move' && kind !== 'noise') || !about || more.length > 0) return false
  const feedback = await desk.tx.feedback.find(about.id)
  return feedback !== null && maySay(desk, feedback)
}

/**
 * Another theme that has a title by now which is to be put back. One that is merged, or empty since the move that began
 * it was undone, gives it up.
 */
async function holderOf(tx: Tables, correction: Correction): Promise<Theme | null> {
  const { themes } = correction.before
  for (const { id, title } of themes) {
    const theme = await tx.themes.find(id)
    const holder = theme && theme.title !== title ? await tx.themes.titled(theme.kind, title) : null
    if (!holder || themes.some((each) => each.id === holder.id)) continue
    // What a correction that stands would put back must be as that one left it.
    const since = { ...correction, before: { feedback: [], themes: [rowOf(holder)] } }
    const isUsed = holder.mergedInto === null && (await tx.feedback.ofTheme(holder.id, 1)).length > 0
    if (isUsed || (await tx.corrections.after(since)).length > 0) return standing(tx, holder.id)
    await tx.themes.save({ ...holder, title: await freeTitle(tx, holder.kind, holder.title, null) })
  }
  return null
}

async function putBack(tx: Tables, before: Before): Promise<void> {
  const rows = []
  for (const { id, ...was } of before.themes) {
    const theme = await tx.themes.find(id)
    if (theme) rows.push({ theme, was: { ...was, mergedInto: await leadingOn(tx, theme, was.mergedInto) } })
  }
  // Two may change titles, which are unique at every step.
  for (const { theme, was } of rows)
    if (theme.title !== was.title) await tx.themes.save({ ...theme, title: theme.id })
  for (const { theme, was } of rows) await tx.themes.save({ ...theme, ...was })
  await tx.feedback.placeAll(await stillThere(tx, before.feedback))
  for (const { theme, was } of rows) if (was.mergedInto !== null) await follow(tx, theme.id)
}

/** A night may since have closed the theme that this one is to lead to, in favour of this one: then this one stays. */
async function leadingOn(tx: Tables, theme: Theme, to: string | null): Promise<string | null> {
  const end = to === null ? null : await standing(tx, to)
  return end?.id === theme.id ? theme.mergedInto : to
}

/** The theme of before may itself have gone into another since. */
async function stillThere(tx: Tables, places: readonly PlaceBefore[]): Promise<readonly PlaceBefore[]> {
  const now = new Map<string, string | null>()
  for (const { themeId } of places)
    if (themeId !== null && !now.has(themeId)) now.set(themeId, (await standing(tx, themeId))?.id ?? null)
  return places.map((place) => ({
    ...place,
    themeId: place.themeId === null ? null : (now.get(place.themeId) ?? null),
  }))
}

/** What Earshot has filed meanwhile under a theme that goes goes where the theme's title leads. */
async function follow(tx: Tables, themeId: string): Promise<void> {
  const theme = await standing(tx, themeId)
  const filed = await tx.feedback.ofTheme(themeId)
  if (theme && filed.length > 0)
    await tx.feedback.placeAll(filed.map(({ id, placement }) => ({ id, themeId: theme.id, placement })))
}
