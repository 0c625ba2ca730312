import fc from 'fast-check'
import { describe, it } from 'vitest'
import { digestMessage } from '../../src/slack/digest/message.js'
import { hotMessage } from '../../src/slack/digest/hot.js'
import { verbatimsMessage } from '../../src/slack/digest/thread.js'
import {
  decidedModal,
  decisionMessage,
  pressedMessage,
  refusedMessage,
  refusedModal,
  reopenedMessage,
  takenBackMessage,
  toldMessage,
  toldReopenedMessage,
} from '../../src/slack/review/messages.js'
import { outcomesMessage } from '../../src/slack/outcomes/list.js'
import { outcomeMessage } from '../../src/slack/outcomes/message.js'
import { ownerDueMessage, ownerToldMessage } from '../../src/slack/review/owner.js'
import {
  deliveriesMessage,
  deliveryMessage,
  statusMessage,
  toldDeliveredMessage,
  toldShippedMessage,
} from '../../src/slack/delivery/messages.js'
import { noteModal } from '../../src/slack/delivery/note.js'
import * as outcome from './outcome-samples.js'
import * as delivered from './delivery-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import { faultsOf, holds, viewFaultsOf } from './faults.js'

const window = { start: new Date('2026-03-02T09:00:00Z'), end: new Date('2026-03-09T09:00:00Z') }

describe('whatever was decided, Slack takes', () => {
  it.each([true, false])('the digest, with buttons: %s', (interactive) => {
    holds(sample.digest, (drawn) =>
      faultsOf(digestMessage({ ...drawn, window, timezone: 'Europe/London', interactive })),
    )
  })

  it("the digest's thread", () => {
    holds(fc.tuple(sample.stored(200), sample.evidenceOf('t', 3)), ([title, evidence]) =>
      faultsOf(verbatimsMessage({ title }, evidence)),
    )
  })

  it('a hot objection', () => {
    holds(themed.hot, (hot) => faultsOf(hotMessage(hot)))
  })

  it('what follows a decision', () => {
    holds(sample.recommendation('t', 1), (recommendation) => [
      ...faultsOf(decisionMessage(recommendation)),
      ...faultsOf(toldMessage(recommendation, 1)),
      ...faultsOf(toldMessage(recommendation, 1_000_000_000)),
      ...faultsOf(refusedMessage({ kind: 'already', recommendation })),
      ...viewFaultsOf(refusedModal({ kind: 'already', recommendation })),
      ...viewFaultsOf(decidedModal({ recommendation })),
      ...faultsOf(takenBackMessage(recommendation)),
    ])
    holds(
      fc.tuple(sample.recommendation('t', 1), fc.option(sample.stored(200)), sample.moment, sample.moment),
      ([recommendation, theme, at, until]) =>
        [
          ...(['first', 'first-edit', 'snooze'] as const).map((what) =>
            pressedMessage(recommendation, {
              kind: 'pressed',
              recommendationId: recommendation.id,
              what,
              by: 'U0123456789A',
              at: at.toISOString(),
              until: what === 'snooze' ? until.toISOString() : null,
            }),
          ),
          ...(['approved', 'rejected'] as const).flatMap((was) => {
            const by = { by: 'U0123456789A', decidedBy: ['U0123456789B'] }
            const takenBack = { ...by, was, at: at.toISOString(), round: 0 }
            return [
              reopenedMessage(recommendation, takenBack),
              toldReopenedMessage(recommendation, takenBack, 1_000_000_000),
            ]
          }),
          ownerToldMessage({ recommendation, theme }),
          ownerDueMessage({ recommendation, theme }),
        ].flatMap(faultsOf),
    )
  })

  it('what becomes of what was approved', () => {
    holds(
      fc.tuple(sample.recommendation('t', 1), delivered.delivery, fc.nat(3)),
      ([recommendation, delivery, round]) => [
        ...faultsOf(decisionMessage(recommendation, { hypothesis: null, delivery })),
        ...faultsOf(deliveryMessage(recommendation, delivery, round)),
        ...faultsOf(refusedMessage({ kind: 'left', delivery })),
        ...viewFaultsOf(refusedModal({ kind: 'left', delivery })),
        ...delivered.STATUSES.flatMap((status) =>
          faultsOf(statusMessage(recommendation, delivery, status, 1_000_000_000)),
        ),
        ...faultsOf(toldDeliveredMessage(recommendation, delivery, 1_000_000_000)),
        ...faultsOf(deliveriesMessage(Array.from({ length: 20 }, () => ({ delivery, recommendation })))),
      ],
    )
    holds(delivered.toldShipped, (told) => faultsOf(toldShippedMessage(told)))
    holds(delivered.noted, (noted) => viewFaultsOf(noteModal(noted)))
  })

  it("a hypothesis, its outcome in the thread, and a quarter's", () => {
    holds(outcome.outcomeView, (view) => faultsOf(outcomeMessage(view)))
    holds(outcome.outcomesLook, (look) => faultsOf(outcomesMessage(look, 'Europe/London')))
    holds(fc.tuple(sample.recommendation('t', 1), outcome.hypothesis), ([recommendation, hypothesis]) =>
      faultsOf(decisionMessage(recommendation, { hypothesis, delivery: null })),
    )
  })
})
