import { ask, type Asking } from './ask.js'
import { askKey, type AskMessage, type AskOutcome } from './post.js'
import type { ReadDeps } from './read-question.js'

/** Enqueues the answer to a message, unless it was answered: the outbox keeps what it has sent, the queue does not. */
export async function hearMessage(
  { store }: Pick<ReadDeps, 'store'>,
  workspaceId: string,
  message: AskMessage,
): Promise<boolean> {
  return store.within(workspaceId, async (tx) => {
    if ((await tx.outbox.fate(askKey(message))) !== null) return false
    await tx.jobs.add({ key: askKey(message), item: { name: 'ask', ...message } })
    return true
  })
}

/** Reads the question, and writes its answer to the outbox. A guest is told no more than that. Unique on the message. */
export async function replyTo(
  deps: ReadDeps,
  who: Asking,
  { isGuest, ...message }: AskMessage & { readonly isGuest: boolean },
): Promise<void> {
  const key = askKey(message)
  const outcome: AskOutcome = isGuest
    ? { kind: 'guest' }
    : await outcomeOf(deps, who, { key, text: message.text })
  const { channel, threadTs } = message
  await deps.store.within(who.workspaceId, (tx) =>
    tx.outbox.add({ key, destination: channel, item: { kind: 'ask-reply', channel, threadTs, outcome } }),
  )
}

async function outcomeOf(
  deps: ReadDeps,
  who: Asking,
  asked: { readonly key: string; readonly text: string },
): Promise<AskOutcome> {
  const outcome = await ask(deps, who, asked)
  return outcome.kind === 'asked' ? { kind: 'asked', askId: outcome.ask.id } : outcome
}
