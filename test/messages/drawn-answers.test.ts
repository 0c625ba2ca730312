import fc from 'fast-check'
import { describe, it } from 'vitest'
import { coverageMessage } from '../../src/slack/answer/coverage.js'
import { askedMessage, whyModal } from '../../src/slack/answer/deal.js'
import {
  draftMessage,
  draftToldMessage,
  linkBrokenMessage,
  reviewDueMessage,
} from '../../src/slack/answer/draft.js'
import { answerModal, proposeModal } from '../../src/slack/answer/forms.js'
import { wantedMessage } from '../../src/slack/answer/wanted.js'
import { answersMessage } from '../../src/slack/answer/list.js'
import { answerSaid, answerSaidModal } from '../../src/slack/answer/words.js'
import { askEvidenceModal } from '../../src/slack/ask/evidence.js'
import { answeredMessage } from '../../src/slack/ask/message.js'
import { unansweredMessage } from '../../src/slack/ask/unread.js'
import * as asked from './ask-samples.js'
import * as answered from './answer-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import { faultsOf, holds, viewFaultsOf } from './faults.js'

describe('whatever was answered, Slack takes', () => {
  it('the answers: the list, the matrix, and what is proposed, due or broken', () => {
    holds(answered.answersLook, (look) => faultsOf(answersMessage(look)))
    holds(fc.tuple(answered.coverage, sample.moment), ([coverage, now]) =>
      faultsOf(coverageMessage(coverage, now)),
    )
    holds(
      fc.tuple(answered.answer, answered.record, sample.moment, sample.moment),
      ([answer, record, day, now]) => [
        ...faultsOf(draftMessage(answer)),
        ...faultsOf(draftToldMessage(answer)),
        ...faultsOf(linkBrokenMessage(answer)),
        ...faultsOf(reviewDueMessage(answer, record, day, now)),
        ...faultsOf(
          wantedMessage(
            { id: answer.id, title: answer.themes[0]?.title ?? '' },
            { feedback: record.used, reps: record.won, accounts: record.lost, since: day },
            now,
          ),
        ),
      ],
    )
  })

  it('the forms of an answer, and what became of it', () => {
    holds(
      fc.tuple(
        answered.answer,
        fc.array(themed.storedTheme, { minLength: 1, maxLength: 130 }),
        sample.moment,
      ),
      ([answer, chosen, now]) => {
        const outcomes = [
          { kind: 'stale', answer },
          { kind: 'already', answer },
          { kind: 'not-allowed' },
          ...(['made', 'approved', 'renewed', 'broken'] as const).map(
            (did) => ({ kind: 'done', did, answer }) as const,
          ),
        ] as const
        const [theme] = chosen
        const form = { person: 'U0123456789A', chosen, now }
        return [
          answerModal({ ...form, answer }),
          answerModal({ ...form, answer: null }),
          ...(theme ? [proposeModal(theme)] : []),
          ...outcomes.map(answerSaidModal),
        ]
          .flatMap((view) => viewFaultsOf(view))
          .concat(outcomes.flatMap((outcome) => faultsOf(answerSaid(outcome))))
      },
    )
  })

  it('the question about a deal that is over', () => {
    holds(answered.asked, (asked) => [...faultsOf(askedMessage(asked)), ...viewFaultsOf(whyModal(asked))])
  })

  it('the answer to a question, and that there is none', () => {
    holds(asked.answered, (answered) => faultsOf(answeredMessage('0'.repeat(36), answered)))
    holds(fc.tuple(asked.answered, fc.array(asked.quote, { maxLength: 40 })), ([answered, quotes]) =>
      viewFaultsOf(askEvidenceModal(answered, quotes)),
    )
    holds(
      fc.tuple(asked.unanswered, fc.option(asked.names), fc.array(sample.stored(300), { maxLength: 3 })),
      ([outcome, names, examples]) => faultsOf(unansweredMessage(outcome, names, examples)),
    )
  })
})
