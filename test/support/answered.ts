import { expect } from 'vitest'
import { importAnswers } from '../../src/core/answers/import.js'
import { embedMissing } from '../../src/core/themes/embed.js'
import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, TEAM } from './earshot.js'
import { only, textOf } from './seen.js'
import { aTheme } from './themed.js'

// A workspace with answers: what stands there before a story begins, and how its people look at it.

export const DAY = 24 * 3600 * 1000
export const PRICE = 'too expensive for what it does'

export type Told = {
  readonly id: string
  readonly theme?: string
  readonly text?: string
  readonly owner?: string
  readonly days?: number
  readonly link?: string | null
}

export async function answered(earshot: Earshot, ...answers: readonly Told[]): Promise<void> {
  const { store, clock } = earshot.house
  await store.within(TEAM, (tx) =>
    importAnswers(
      tx,
      clock,
      answers.map(({ id, theme = 'Price', text = `Say ${id}.`, owner = 'Ines', days = 30, link = null }) => ({
        externalId: id,
        theme,
        text,
        owner,
        reviewDate: new Date(Math.floor(earshot.now().getTime() / DAY + days) * DAY),
        link,
        state: null,
      })),
    ),
  )
}

/** The private card of what this rep logs now. */
export async function cardOf(earshot: Earshot, rep: PersonAtSlack, text = PRICE): Promise<ShownMessage> {
  const before = new Set(rep.sees('#deals').map(({ ts }) => ts))
  await rep.says('#deals', `/objection ${text}`)
  await earshot.settled()
  return only(
    rep
      .sees('#deals')
      .filter((message) => !before.has(message.ts) && textOf(message).includes('Filed under')),
  )
}

/** The card after a press, in its own place. */
export async function pressed(
  earshot: Earshot,
  rep: PersonAtSlack,
  card: ShownMessage,
  button: string,
): Promise<ShownMessage> {
  const now = (): ShownMessage => only(rep.sees('#deals').filter((message) => message.ts === card.ts))
  const before = textOf(now())
  expect(await rep.presses(now(), button)).toMatchObject({ error: null })
  return earshot.slack.until(() => textOf(now()) !== before && now())
}

export async function asks(earshot: Earshot, person: PersonAtSlack, words: string): Promise<ShownMessage> {
  const before = new Set(person.sees('#deals').map(({ ts }) => ts))
  await person.says('#deals', `/earshot ${words}`)
  return earshot.slack.until(() => person.sees('#deals').find(({ ts }) => !before.has(ts)) ?? false)
}

/** What this person alone is told after a press. */
export async function told(
  earshot: Earshot,
  person: PersonAtSlack,
  on: ShownMessage,
  button: string,
): Promise<string> {
  const before = new Set(person.sees(on.channel).map(({ ts }) => ts))
  await person.presses(on, button)
  const message = await earshot.slack.until(
    () => person.sees(on.channel).find(({ ts, ephemeral }) => ephemeral && !before.has(ts)) ?? false,
  )
  return textOf(message)
}

export const words = (earshot: Earshot) =>
  earshot.house.store.within(TEAM, async (tx) => {
    const [note] = await tx.feedback.latestOf(earshot.rita.id, 1)
    return note ? tx.answers.words(note.id) : []
  })

/** A theme as it stands after a night: with vectors, so that what is said is filed there. */
export async function theme(earshot: Earshot, title: string, ...notes: readonly string[]): Promise<void> {
  await aTheme(earshot.house, TEAM, { title, notes, reporter: earshot.sam.id })
  await embedMissing(earshot.house, TEAM)
}

/** A theme with enough in it that what is said is filed there. */
export const price = (earshot: Earshot) => theme(earshot, 'Price', PRICE, `${PRICE} really`, `much ${PRICE}`)
