import type { Chance } from './chance.js'
import type { Note } from './note.js'
import type { Theme } from './tables.js'

const weeks = 12
/** Above 1, the team logs a little more each week. */
const growth = 1.14
const golden = (Math.sqrt(5) - 1) / 2

export type Paced = Note & { readonly daysAgo: number }

/** Gives each note its day: the days that its theme asks for, else spread evenly over the twelve weeks. */
export function pace(notes: readonly Note[], themes: readonly Theme[], chance: Chance): readonly Paced[] {
  const spread = spreadDays(notes, themes)
  return themes.flatMap(({ label, days }) => {
    const own = notes.filter((note) => note.label === label)
    const free = days.length > 0 ? days : (spread.get(label) ?? [])
    if (free.length !== own.length) throw new Error(`${label}: ${own.length} notes, ${free.length} days`)
    return fit(own, free, chance)
  })
}

/** Ranks the notes of all steady themes together, so that no week is empty and none is crowded. */
function spreadDays(
  notes: readonly Note[],
  themes: readonly Theme[],
): ReadonlyMap<string, readonly number[]> {
  const steady = themes.filter(({ days }) => days.length === 0)
  const ranked = steady
    .flatMap(({ label }, place) => {
      const count = notes.filter((note) => note.label === label).length
      const phase = ((place + 1) * golden) % 1
      return Array.from({ length: count }, (_, index) => ({ label, position: (index + phase) / count }))
    })
    .sort((a, b) => a.position - b.position)
  const days = new Map<string, number[]>()
  for (const [rank, { label }] of ranked.entries()) {
    const day = 1 + Math.floor(weeks * 7 * ((rank + 0.5) / ranked.length) ** growth)
    days.set(label, [...(days.get(label) ?? []), day])
  }
  return days
}

/** A note on a closed deal is from the last possible day before its close; the others fall by chance. */
function fit(notes: readonly Note[], days: readonly number[], chance: Chance): readonly Paced[] {
  const free = [...days].sort((a, b) => a - b)
  const closed = notes.filter((note) => note.closedDaysAgo > 0)
  const open = chance.shuffled(notes.filter((note) => note.closedDaysAgo === 0))
  return [...closed, ...open].map((note) => {
    const place = free.findIndex((day) => day >= note.closedDaysAgo)
    const [daysAgo] = free.splice(place, 1)
    if (place < 0 || daysAgo === undefined) throw new Error(`No day before the close for: ${note.text}`)
    return { ...note, daysAgo }
  })
}
