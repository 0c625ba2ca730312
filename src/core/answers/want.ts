import type { Tables } from '../tables.js'
import { standing } from '../themes/correct.js'
import { isSlackId } from './answer.js'
import { answersTo } from './best.js'
import { WRITERS_NAMED, writersOf } from './writers.js'

const QUIET_MS = 14 * 24 * 3600 * 1000

/**
 * Tells those whom the private card names that an objection has no answer: one message a theme and person, again after a
 * fortnight at the earliest. The rep who logged it has just read it on the card.
 */
export async function wantAnswer(tx: Tables, themeId: string, reporter: string): Promise<void> {
  const theme = await standing(tx, themeId)
  if (theme?.kind !== 'objection' || (await answersTo(tx, theme.id)).length > 0) return
  const since = new Date(tx.now.getTime() - QUIET_MS)
  for (const person of (await writersOf(tx)).slice(0, WRITERS_NAMED)) {
    if (person === reporter || !isSlackId(person)) continue
    if (!(await tx.answers.claimWanted(theme.id, person, since))) continue
    await tx.outbox.add({
      key: `answer-wanted:${theme.id}:${person}:${tx.now.toISOString()}`,
      destination: person,
      item: { kind: 'answer-wanted', themeId: theme.id, person },
    })
  }
}
