import { accountLook } from '../../core/accounts/look.js'
import type { Feedback } from '../../core/feedback/feedback.js'
import type { Tables } from '../../core/tables.js'
import { answerLook } from '../answer/look.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { only, type PlacedFacts, placedMessage } from './messages.js'
import { verdictLook } from './verdict.js'

export type Shown = {
  readonly feedbackId: string
  /** The correction that the person has just made by a tap. */
  readonly undo: string | null
  readonly suggested?: readonly string[]
  readonly asksAgain?: boolean
}

/** The private card anew, as it stands after a tap. */
export async function cardOf(
  deps: Pick<SlackDeps, 'store'>,
  workspaceId: string,
  shown: Shown,
): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => {
    const feedback = await tx.feedback.find(shown.feedbackId)
    return feedback ? placedMessage(await placedFacts(tx, feedback, shown)) : only('Filed.')
  })
}

/** What the private card shows, as it is stored now. */
export async function placedFacts(
  tx: Tables,
  feedback: Feedback,
  { undo, suggested = [], asksAgain = false }: Omit<Shown, 'feedbackId'>,
): Promise<PlacedFacts> {
  const { themeId } = feedback
  const suggestions = []
  for (const id of themeId === null ? suggested : []) {
    const theme = await tx.themes.find(id)
    if (theme) suggestions.push({ theme, reach: await tx.themes.reach(id) })
  }
  return {
    feedback,
    theme: themeId === null ? null : await tx.themes.find(themeId),
    reach: themeId === null ? null : await tx.themes.reach(themeId),
    answer: await answerLook(tx, feedback),
    suggestions,
    verdict: await verdictLook(tx, feedback, asksAgain),
    undo,
    account: await accountLook(tx, feedback),
    now: tx.now,
  }
}
