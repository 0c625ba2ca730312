import { wantAnswer } from '../answers/want.js'
import type { Feedback } from '../feedback/feedback.js'
import { type CorrectDeps, corrected, correcting, type Corrector, type Desk } from './correct.js'
import { maySay, placesOf, rowOf, standing } from './correct.js'
import type { Before } from './correction.js'
import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Corrected } from './outcome.js'
import { themeFor } from './place.js'
import { newTheme, type Theme } from './theme.js'
import { freeTitle } from './title.js'

export type Choice = { readonly kind: 'theme'; readonly themeId: string } | { readonly kind: 'new' }

/** A rep's tap on the private card, or an approver's word: from then on a person has said where the feedback belongs. */
export async function moveFeedback(
  deps: CorrectDeps,
  who: Corrector,
  feedbackId: string,
  choice: Choice,
): Promise<Corrected> {
  return correcting(deps, who, async (desk) => {
    const { tx } = desk
    const feedback = await tx.feedback.find(feedbackId)
    if (!feedback) return { kind: 'not-found' }
    if (!maySay(desk, feedback)) return { kind: 'not-allowed' }
    const to = choice.kind === 'new' ? await anotherTheme(desk, feedback) : await known(desk, choice.themeId)
    if (!to) return { kind: 'not-found' }
    const { theme, rows } = to
    if (theme.kind !== feedback.kind) return { kind: 'other-kind' }
    if (feedback.themeId === theme.id && feedback.placement === 'confirmed')
      return { kind: 'unchanged', theme }
    await tx.feedback.place(feedback.id, { themeId: theme.id, placement: 'confirmed' })
    if (feedback.reporter === desk.actor) await wantAnswer(tx, theme.id, desk.actor)
    const before = { feedback: placesOf([feedback]), themes: rows }
    return corrected(desk, { kind: 'move', theme, notes: 1, before })
  })
}

/** `rows`: what the theme's own row is to be when the move is undone. */
type Target = { readonly theme: Theme; readonly rows: Before['themes'] }

async function known({ tx }: Desk, themeId: string): Promise<Target | null> {
  const theme = await standing(tx, themeId)
  return theme && { theme, rows: [] }
}

/** Not the one it is in, even where its words would give that title once more: a person has just said that it is wrong. */
async function anotherTheme({ tx, clock }: Desk, feedback: Feedback): Promise<Target | null> {
  const before = new Set((await tx.themes.all()).map(({ id }) => id))
  const own = await tx.themes.find(await themeFor(tx, clock, feedback))
  const theme = own?.id === feedback.themeId ? await numbered(tx, clock, own) : own
  return theme && { theme, rows: before.has(theme.id) ? [] : whenUndone(theme, feedback.themeId) }
}

async function numbered(tx: Tables, clock: Clock, { kind, title: taken }: Theme): Promise<Theme> {
  const title = await freeTitle(tx, kind, taken, null)
  const theme = newTheme(clock, { kind, title, titledBy: 'earshot' })
  await tx.themes.add(theme)
  return theme
}

/** A theme that the move began leads back to where the feedback came from. */
function whenUndone(theme: Theme, from: string | null): Before['themes'] {
  return from === null ? [] : [{ ...rowOf(theme), mergedInto: from }]
}
