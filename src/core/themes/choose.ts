import type { Feedback } from '../feedback/feedback.js'
import type { Clock, Store, Tables } from '../ports.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import { themeFor } from './place.js'
import { newTheme, type Theme } from './theme.js'

export type Choice = { readonly kind: 'theme'; readonly themeId: string } | { readonly kind: 'new' }

export type Chosen =
  | { readonly kind: 'chosen'; readonly theme: Theme }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }

/** A rep's tap on the private card, or an approver's: from then on a person has said where the feedback belongs. */
export async function chooseTheme(
  deps: { readonly store: Store; readonly clock: Clock },
  who: { readonly workspaceId: string; readonly person: string },
  feedbackId: string,
  choice: Choice,
): Promise<Chosen> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(feedbackId)
    if (!feedback) return { kind: 'not-found' }
    if (feedback.reporter !== who.person) {
      const person = (await tx.people.find(who.person)) ?? stranger(who.person)
      if (!mayDecide(await tx.workspace.read(), person)) return { kind: 'not-allowed' }
    }
    const themeId = choice.kind === 'new' ? await anotherTheme(tx, deps.clock, feedback) : choice.themeId
    const theme = await tx.themes.find(themeId)
    if (theme?.kind !== feedback.kind) return { kind: 'not-found' }
    await tx.feedback.place(feedback.id, { themeId: theme.id, placement: 'confirmed' })
    await tx.audit.add({
      actor: who.person,
      action: 'choose-theme',
      subject: `feedback:${feedback.id}`,
      detail: { theme: theme.id, before: feedback.themeId },
    })
    return { kind: 'chosen', theme }
  })
}

/** Not the one it is in, even where its words would give that title once more: the rep has just said that it is wrong. */
async function anotherTheme(tx: Tables, clock: Clock, feedback: Feedback): Promise<string> {
  const id = await themeFor(tx, clock, feedback)
  if (id !== feedback.themeId) return id
  const same = await tx.themes.find(id)
  for (let number = 2; ; number += 1) {
    const title = `${same?.title ?? ''} ${number}`
    if (await tx.themes.named(feedback.kind, title)) continue
    const theme = newTheme(clock, { kind: feedback.kind, title, titledBy: 'earshot' })
    await tx.themes.add(theme)
    return theme.id
  }
}
