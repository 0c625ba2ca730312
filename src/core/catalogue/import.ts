import type { Answer } from '../answers/answer.js'
import type { Clock, Imported } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Offering } from './offering.js'
import { judgeRequests } from './rejudge.js'

export type OfferingRow = Omit<Offering, 'id'>

/** Unique on the external id. What no person has judged is judged again. */
export async function importOfferings(
  tx: Tables,
  clock: Clock,
  rows: readonly OfferingRow[],
): Promise<Imported> {
  const imported = await tx.catalogue.saveAll(rows.map((row) => ({ ...row, id: clock.newId() })))
  await tx.jobs.add(judgeRequests(await tx.catalogue.version(), null))
  return imported
}

export type AnswerRow = Omit<Answer, 'id' | 'themeId'>

/** Unique on the external id. An answer to a theme that nobody has logged yet waits for it under its title. */
export async function importAnswers(tx: Tables, clock: Clock, rows: readonly AnswerRow[]): Promise<Imported> {
  const themes = new Map(
    (await tx.themes.all())
      .filter((theme) => theme.kind === 'objection')
      .map((theme) => [theme.title.toLowerCase(), theme.id]),
  )
  return tx.answers.saveAll(
    rows.map((row) => ({
      ...row,
      id: clock.newId(),
      themeId: themes.get(row.themeTitle.toLowerCase()) ?? null,
    })),
  )
}
