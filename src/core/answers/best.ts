import type { Tables } from '../tables.js'
import { approvedOf } from './answer.js'
import { NO_RECORD, type Ranked, ranked } from './record.js'

/** The approved answers that serve a theme, or one that was merged into it; the best first. */
export async function answersTo(tx: Tables, themeId: string): Promise<readonly Ranked[]> {
  const approved = (await tx.answers.ofTheme(themeId)).flatMap((answer) => approvedOf(answer) ?? [])
  const records = await tx.answers.records(approved.map(({ id }) => id))
  return ranked(approved.map((answer) => ({ answer, record: records.get(answer.id) ?? NO_RECORD })))
}
