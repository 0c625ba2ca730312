import type { PersonAtSlack } from '../../src/playground/person.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import type { Earshot } from './earshot.js'
import { only, textOf } from './seen.js'

/** Two reps hear one thing; then the week is over, and its digest stands in #marketing. */
export async function aDigest(earshot: Earshot): Promise<ShownMessage> {
  await hears(earshot, 'BrightDeck is cheaper than you are')
  await earshot.letAWeekPass()
  const [digest] = digests(earshot)
  // Seen twice in hundreds of runs, not understood: what was logged says more than that it is not there.
  if (!digest) throw new Error(`No digest came. The log:\n${earshot.log.lines().join('\n')}`)
  return digest
}

export async function hears(earshot: Earshot, text: string): Promise<void> {
  for (const rep of [earshot.rita, earshot.sam]) {
    await rep.says('#deals', `/objection ${text}`)
    await earshot.settled()
  }
}

/** The digests that stand in #marketing, oldest first. */
export function digests(earshot: Earshot): readonly ShownMessage[] {
  return earshot.mona
    .sees('#marketing')
    .filter((message) => message.threadTs === null && !message.ephemeral && isDigest(message))
}

function isDigest(message: ShownMessage): boolean {
  return message.text.startsWith('What customers said')
}

export function thread(earshot: Earshot, digest: ShownMessage): readonly ShownMessage[] {
  return earshot.mona.sees('#marketing').filter((message) => message.threadTs === digest.ts)
}

/** The digest as it stands now. */
export function again(earshot: Earshot, digest: ShownMessage): string {
  return textOf(only(digests(earshot).filter((message) => message.ts === digest.ts)))
}

/** Waits until this person alone is told so in #marketing. */
export async function isTold(earshot: Earshot, person: PersonAtSlack, text: string): Promise<void> {
  const told = await earshot.slack.untilSeen(person, '#marketing', text)
  if (!told.ephemeral) throw new Error(`Everybody was told: ${told.text}`)
}

export async function opened(earshot: Earshot, person: PersonAtSlack) {
  return earshot.slack.until(() => person.modal() ?? false)
}
