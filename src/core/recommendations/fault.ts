import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import { lengthOf } from '../text.js'
import { dayIn } from '../workspaces/day.js'
import { BODY_LIMIT, type Decision, type Plan, TITLE_LIMIT } from './recommendation.js'

export type DecisionFault = {
  readonly kind: 'invalid'
  readonly field: 'title' | 'body' | 'reason' | 'until' | 'owner' | 'due'
  readonly why: string
}

/** The first thing that is wrong with what was filled in. */
export async function faultOf(tx: Tables, clock: Clock, decision: Decision): Promise<DecisionFault | null> {
  switch (decision.kind) {
    case 'approve':
      return null
    case 'edit':
      return (
        textFault('title', decision.title, TITLE_LIMIT) ??
        textFault('body', decision.body, BODY_LIMIT) ??
        (await ownerFault(tx, decision.plan)) ??
        (await dueFault(tx, clock, decision.plan))
      )
    case 'reject':
      return textFault('reason', decision.reason, 500)
    case 'snooze':
      return decision.until > clock.now()
        ? null
        : { kind: 'invalid', field: 'until', why: 'Choose a day to come.' }
  }
}

function textFault(field: 'title' | 'body' | 'reason', text: string, limit: number): DecisionFault | null {
  const length = lengthOf(text.trim())
  if (length === 0) return { kind: 'invalid', field, why: 'Write a few words.' }
  if (length > limit) return { kind: 'invalid', field, why: `${length} characters; ${limit} fit.` }
  return null
}

/** Who is a guest is known from Slack, which no transaction asks: whom it has not described yet is looked up for the next press. */
async function ownerFault(tx: Tables, { owner }: Plan): Promise<DecisionFault | null> {
  if (owner === null) return null
  const person = await tx.people.find(owner)
  if (person && !person.isOutsider) return null
  if (person) return { kind: 'invalid', field: 'owner', why: 'A guest or an app: choose a colleague.' }
  await tx.jobs.add({ key: `meet:${owner}`, item: { name: 'meet', person: owner } })
  return { kind: 'invalid', field: 'owner', why: 'Slack has not said yet who that is. Press once more.' }
}

async function dueFault(tx: Tables, clock: Clock, { dueDate }: Plan): Promise<DecisionFault | null> {
  const today = dayIn((await tx.workspace.read()).timezone, clock.now())
  if (dueDate === null || dueDate.toISOString().slice(0, 10) >= today) return null
  return { kind: 'invalid', field: 'due', why: 'That day is over: choose today or a day to come.' }
}
