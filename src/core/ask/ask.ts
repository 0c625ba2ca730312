import { answerQuestion, type Answered } from './answer-question.js'
import { type Read, readQuestion, type ReadDeps } from './read-question.js'
import type { Question } from './question.js'
import type { Ask } from './tables.js'

export type Asking = { readonly workspaceId: string; readonly person: string }

export type Asked =
  Exclude<Read, { kind: 'read' }> | { readonly kind: 'asked'; readonly ask: Ask; readonly answered: Answered }

/** Reads a question, keeps it as it was read, and answers it. Unique on the key: one message is read once. */
export async function ask(
  deps: ReadDeps,
  who: Asking,
  { key, text }: { readonly key: string; readonly text: string },
): Promise<Asked> {
  const read = await readQuestion(deps, who, text)
  return read.kind === 'read' ? keepAndAnswer(deps, who, key, read.question) : read
}

export type Narrowing = Partial<Pick<Question, 'kind'>> & { readonly allTime?: boolean }

/** The same question, narrower or wider; null where it is gone. Unique on the key. */
export async function askAgain(
  deps: ReadDeps,
  who: Asking,
  of: { readonly id: string; readonly key: string; readonly narrowing: Narrowing },
): Promise<Asked | null> {
  const { allTime = false, ...changed } = of.narrowing
  const before = await deps.store.within(who.workspaceId, (tx) => tx.ask.find(of.id))
  if (!before) return null
  const { question } = before
  const time = allTime ? { ...question.time, from: null } : question.time
  return keepAndAnswer(deps, who, of.key, { ...question, ...changed, time })
}

async function keepAndAnswer(
  { store, clock }: ReadDeps,
  who: Asking,
  key: string,
  question: Question,
): Promise<Asked> {
  return store.within(who.workspaceId, async (tx) => {
    const kept = await tx.ask.keep({ id: clock.newId(), key, person: who.person, question })
    return { kind: 'asked', ask: kept, answered: await answerQuestion(tx, kept.question) }
  })
}
