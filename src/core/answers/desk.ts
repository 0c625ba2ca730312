import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import { refreshHomes } from '../workspaces/homes.js'
import { stranger } from '../workspaces/workspace.js'
import { type Answer, mayWrite } from './answer.js'
import type { AnswerDeed, AnswerOutcome } from './outcome.js'

export type AnswerDeps = { readonly store: Store; readonly clock: Clock }

export type Writing = { readonly workspaceId: string; readonly person: string }

/** A change of answers under way: who makes it is known. */
export type AnswerDesk = {
  readonly tx: Tables
  readonly clock: Clock
  readonly actor: string
  /** An approver or an admin. */
  readonly isWriter: boolean
  /** A guest, a bot, or somebody deactivated. */
  readonly isOutsider: boolean
}

export async function atDesk<T>(
  deps: AnswerDeps,
  who: Writing,
  work: (desk: AnswerDesk) => Promise<T>,
): Promise<T> {
  return deps.store.within(who.workspaceId, async (tx) => {
    const person = (await tx.people.find(who.person)) ?? stranger(who.person)
    const isWriter = mayWrite(await tx.workspace.read(), person)
    return work({ tx, clock: deps.clock, actor: who.person, isWriter, isOutsider: person.isOutsider })
  })
}

/** Whoever owns an answer looks after it, approver or not. */
export function mayKeep({ isWriter, isOutsider, actor }: AnswerDesk, answer: Answer): boolean {
  return isWriter || (!isOutsider && answer.owner === actor && answer.state !== 'draft')
}

/** Writes down what was done, and brings the message that proposed it up to date. */
export async function did(desk: AnswerDesk, deed: AnswerDeed, answer: Answer): Promise<AnswerOutcome> {
  const { tx, actor, clock } = desk
  await tx.audit.add({
    actor,
    action: `answer:${deed}`,
    subject: `answer:${answer.id}`,
    detail: { state: answer.state, version: answer.version },
  })
  if (deed !== 'proposed' && (await tx.outbox.fate(`draft:${answer.id}`)) !== null)
    await tx.outbox.add({
      key: `draft-update:${answer.id}:${clock.newId()}`,
      destination: `update:draft:${answer.id}`,
      item: { kind: 'draft-update', answerId: answer.id },
    })
  await refreshHomes(tx, clock)
  return { kind: 'done', did: deed, answer }
}
