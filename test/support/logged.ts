import { type Feedback, NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { newTheme } from '../../src/core/themes/theme.js'
import type { House } from '../../src/house.js'
import { TEAM, WEEK } from './earshot.js'

const REPS = ['U0REP1', 'U0REP2', 'U0REP3', 'U0REP4', 'U0REP5']

/**
 * Themes that reps have confirmed notes in: so many in a week, spread over it, of five reps and seven accounts. All notes of
 * a theme say the same, and have its vector from the start: making one for each would take the tests minutes.
 */
export function logging({ store, clock, embedder }: Pick<House, 'store' | 'clock' | 'embedder'>) {
  const themes = new Map<string, { readonly id: string; readonly vector: Float32Array }>()
  const themeOf = async (title: string) => {
    const known = themes.get(title)
    if (known) return known
    const [vector] = await embedder.embed([title])
    if (!vector) throw new Error('no vector')
    const theme = newTheme(clock, { kind: 'objection', title, titledBy: 'person' })
    const made = { id: await store.within(TEAM, (tx) => tx.themes.add(theme)), vector }
    themes.set(title, made)
    return made
  }
  return {
    idOf: (title: string): string => themes.get(title)?.id ?? '',
    async week(end: Date, counts: Readonly<Record<string, number>>): Promise<void> {
      for (const [title, count] of Object.entries(counts)) {
        const theme = await themeOf(title)
        const notes = Array.from({ length: count }, (_, index) =>
          noteOf(clock.newId(), title, theme.id, index),
        )
        const heard = notes.map((note, index) => ({
          ...note,
          heardAt: new Date(end.getTime() - ((index + 1) / (count + 1)) * WEEK),
        }))
        await store.within(TEAM, async (tx) => {
          await tx.feedback.addAll(heard)
          for (const { id, kind } of heard)
            await tx.embeddings.keep({ id, kind, embedder: embedder.id, vector: theme.vector, near: [] })
        })
      }
    },
  }
}

function noteOf(id: string, title: string, themeId: string, index: number): Omit<Feedback, 'heardAt'> {
  return {
    ...NOTHING_KNOWN,
    id,
    kind: 'objection',
    text: title,
    reporter: REPS[index % REPS.length] ?? '',
    source: 'import',
    deliveryKey: id,
    accountName: `Account ${index % 7}`,
    themeId,
    placement: 'confirmed',
  }
}
