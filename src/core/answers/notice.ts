import type { Clock } from '../ports.js'
import type { Tables } from '../tables.js'
import type { DealQuestion } from './question.js'

/**
 * Acts on outcomes that have turned, whoever wrote them: a deal that closes is asked about, and one that opens again says so
 * where it was asked. What came closed, and what nobody logged feedback on, asks nobody. Called after opportunities are saved.
 */
export async function noticeOutcomes(tx: Tables, clock: Clock): Promise<void> {
  const turned = await tx.questions.turned()
  if (turned.length === 0) return
  for (const question of await tx.questions.of(turned.map(({ id }) => id))) await redraw(tx, clock, question)
  const closed = turned.filter(({ was, outcome }) => was === 'open' && outcome !== 'open')
  await tx.jobs.add(
    ...closed.map(({ id }) => ({
      key: `ask-deal:${id}`,
      item: { name: 'ask-deal' as const, opportunityId: id },
    })),
  )
}

/** Brings the question up to date where it stands, or will stand. */
export async function redraw(
  tx: Tables,
  clock: Clock,
  { opportunityId, person }: Pick<DealQuestion, 'opportunityId' | 'person'>,
): Promise<void> {
  const fate = await tx.outbox.fate(`asked:${opportunityId}:${person}`)
  if (fate === null || fate.state === 'blocked' || fate.state === 'dead') return
  await tx.outbox.add({
    key: `asked-update:${opportunityId}:${person}:${clock.newId()}`,
    destination: `update:${person}`,
    item: { kind: 'asked-update', opportunityId, person },
  })
}
