import type { Clock, Imported } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Answer, AnswerState, Served } from './answer.js'

export type AnswerRow = Pick<Answer, 'externalId' | 'text' | 'owner' | 'reviewDate' | 'link'> & {
  /** Titles, with semicolons between. */
  readonly theme: string
  /** Null: a known answer keeps its own, a new one is approved. */
  readonly state: AnswerState | null
}

/** Unique on the external id. An answer to a theme that nobody has logged yet waits for it under its title. */
export async function importAnswers(tx: Tables, clock: Clock, rows: readonly AnswerRow[]): Promise<Imported> {
  const themes = new Map(
    (await tx.themes.all())
      .filter((theme) => theme.kind === 'objection')
      .map((theme) => [theme.title.toLowerCase(), theme.id]),
  )
  return tx.answers.saveAll(
    rows.map(({ theme, ...row }) => ({ ...row, id: clock.newId(), themes: titlesIn(theme, themes) })),
  )
}

/** A title may have a semicolon of its own: where a theme has the whole of it, that is meant. */
function titlesIn(cell: string, themes: ReadonlyMap<string, string>): readonly Served[] {
  const whole = themes.get(cell.toLowerCase())
  if (whole !== undefined) return [{ themeId: whole, title: cell }]
  const titles = new Map(
    cell.split(';').flatMap((each) => (each.trim() ? [[each.trim().toLowerCase(), each.trim()]] : [])),
  )
  return [...titles].map(([key, title]) => ({ themeId: themes.get(key) ?? null, title }))
}
