import { cleanText } from '../feedback/feedback.js'
import { lengthOf } from '../text.js'
import { type CorrectDeps, corrected, correcting, type Corrector } from './correct.js'
import { rowOf, standing } from './correct.js'
import type { Corrected } from './outcome.js'
import type { Theme } from './theme.js'

/** The longest title that a person may give, in characters. */
export const THEME_TITLE_LIMIT = 80

/** A person's title: Earshot never writes another over it. */
export async function renameTheme(
  deps: CorrectDeps,
  who: Corrector,
  themeId: string,
  text: string,
): Promise<Corrected> {
  return correcting(deps, who, async (desk) => {
    const { tx } = desk
    if (!desk.isApprover) return { kind: 'not-allowed' }
    const theme = await tx.themes.find(themeId)
    const into = theme?.mergedInto ? await standing(tx, theme.id) : null
    if (into) return { kind: 'merged', into }
    if (!theme) return { kind: 'not-found' }
    const title = titleFrom(text)
    if (title === null) return { kind: 'bad-title' }
    if (title === theme.title && theme.titledBy === 'person') return { kind: 'unchanged', theme }
    const holder = await tx.themes.titled(theme.kind, title)
    const heir = holder && holder.id !== theme.id ? await standing(tx, holder.id) : null
    if (heir && heir.id !== theme.id) return { kind: 'taken', theme: heir }
    const renamed: Theme = { ...theme, title, titledBy: 'person' }
    const themes = [rowOf(theme)]
    if (holder && holder.id !== theme.id) {
      // A theme that went into this one has the title: the two change theirs, and both lead here as before.
      themes.push(rowOf(holder))
      await tx.themes.save({ ...holder, title: holder.id })
      await tx.themes.save(renamed)
      await tx.themes.save({ ...holder, title: theme.title })
    } else await tx.themes.save(renamed)
    return corrected(desk, { kind: 'rename', theme: renamed, notes: 0, before: { feedback: [], themes } })
  })
}

/** In one line; null where nothing or too much is left. */
export function titleFrom(text: string): string | null {
  const title = cleanText(text).replace(/\s+/g, ' ').trim()
  return title === '' || lengthOf(title) > THEME_TITLE_LIMIT ? null : title
}
