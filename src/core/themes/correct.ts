import type { Feedback } from '../feedback/feedback.js'
import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { mayDecide, stranger } from '../workspaces/workspace.js'
import type { Before, Correction, PlaceBefore } from './correction.js'
import type { Corrected } from './outcome.js'
import type { Theme } from './theme.js'

export type CorrectDeps = { readonly store: Store; readonly clock: Clock }

export type Corrector = {
  readonly workspaceId: string
  /** A Slack id, or `operator`. */
  readonly person: string
  /** Whoever has the machine may do everything. */
  readonly isOperator?: boolean
}

/** A correction under way: its turn has come, and who makes it is known. */
export type Desk = {
  readonly tx: Tables
  readonly clock: Clock
  readonly actor: string
  readonly isApprover: boolean
}

/** Corrections of a workspace come one after the other, so that each sees what the one before it left. */
export async function correcting<T>(
  deps: CorrectDeps,
  who: Corrector,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  return deps.store.within(who.workspaceId, async (tx) => {
    await tx.corrections.turn()
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    const isApprover = who.isOperator === true || mayDecide(await tx.workspace.read(), person)
    return work({ tx, clock: deps.clock, actor: who.person, isApprover })
  })
}

/** Writes down what was corrected. */
export async function corrected(
  { tx, clock, actor }: Desk,
  made: {
    readonly kind: Correction['kind']
    readonly theme: Theme | null
    readonly notes: number
    readonly before: Before
  },
): Promise<Extract<Corrected, { kind: 'corrected' }>> {
  const { kind, theme, notes, before } = made
  const [last] = await tx.corrections.latest(1)
  const correction: Correction = {
    id: clock.newId(),
    kind,
    themeId: theme?.id ?? null,
    actor,
    // Later than the last one, also within its millisecond or by a clock that is behind: undoing goes by this order.
    at: new Date(Math.max(clock.now().getTime(), (last?.at.getTime() ?? 0) + 1)),
    before,
    undoneAt: null,
    undoneBy: null,
  }
  await tx.corrections.add(correction)
  const [about] = before.feedback
  await tx.audit.add({
    actor,
    action: `correct:${kind}`,
    subject: theme ? `theme:${theme.id}` : `feedback:${about?.id ?? ''}`,
    detail: { correction: correction.id, notes },
  })
  return { kind: 'corrected', correction, theme, notes }
}

/** Reps have their say on what they logged themselves. */
export function maySay({ isApprover, actor }: Desk, feedback: Feedback): boolean {
  return isApprover || feedback.reporter === actor
}

/** The theme that has its feedback now. */
export async function standing(tx: Tables, themeId: string): Promise<Theme | null> {
  const passed = new Set<string>()
  let theme = await tx.themes.find(themeId)
  while (theme?.mergedInto) {
    if (passed.has(theme.id)) throw new Error(`the theme ${themeId} leads in a circle`)
    passed.add(theme.id)
    theme = await tx.themes.find(theme.mergedInto)
  }
  return theme
}

export function placesOf(feedback: readonly Feedback[]): readonly PlaceBefore[] {
  return feedback.map(({ id, themeId, placement }) => ({ id, themeId, placement }))
}

export function rowOf({ id, title, titledBy, mergedInto }: Theme): Before['themes'][number] {
  return { id, title, titledBy, mergedInto }
}
