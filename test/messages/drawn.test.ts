import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../../src/playground/protocol.js'
import { checkMessage } from '../../src/playground/check-message.js'
import { checkView } from '../../src/playground/check-view.js'
import {
  alreadyLoggedMessage,
  loggedMessage,
  notSavedMessage,
  only,
  placedMessage,
  tooLongMessage,
} from '../../src/slack/capture/messages.js'
import { logModal } from '../../src/slack/capture/modal.js'
import { anotherOfferingModal } from '../../src/slack/capture/verdict.js'
import { offeringModal } from '../../src/slack/catalogue/form.js'
import { catalogueMessage } from '../../src/slack/catalogue/list.js'
import { digestMessage } from '../../src/slack/digest/message.js'
import { hotMessage } from '../../src/slack/digest/hot.js'
import { stuckMessage } from '../../src/slack/digest/stuck.js'
import { verbatimsMessage } from '../../src/slack/digest/thread.js'
import { othersMessage } from '../../src/slack/review/others.js'
import { gapsMessage } from '../../src/slack/gaps/list.js'
import { homeView } from '../../src/slack/home/view.js'
import { lookAtAnswerModal, lookModal } from '../../src/slack/home/waiting.js'
import type { Message } from '../../src/slack/kit/blocks.js'
import { escape } from '../../src/slack/kit/mrkdwn.js'
import { LIMITS } from '../../src/slack/kit/limits.js'
import { editModal, rejectModal, snoozeModal } from '../../src/slack/review/forms.js'
import {
  decidedModal,
  decisionMessage,
  evidenceModal,
  pressedMessage,
  refusedMessage,
  refusedModal,
  reopenedMessage,
  takenBackMessage,
  toldMessage,
  toldReopenedMessage,
} from '../../src/slack/review/messages.js'
import { syncedMessage } from '../../src/slack/command/sync.js'
import { outcomesMessage } from '../../src/slack/outcomes/list.js'
import { outcomeMessage } from '../../src/slack/outcomes/message.js'
import { ownerDueMessage, ownerToldMessage } from '../../src/slack/review/owner.js'
import { segmentsMessage } from '../../src/slack/segments/message.js'
import { prospectsMessage } from '../../src/slack/segments/prospects.js'
import { setupModal } from '../../src/slack/settings/conversation.js'
import { themeMessage } from '../../src/slack/themes/card.js'
import { elsewhereModal, mergeModal, renameModal, splitModal } from '../../src/slack/themes/forms.js'
import { severalMessage, themesMessage } from '../../src/slack/themes/list.js'
import { saidMessage, saidModal } from '../../src/slack/themes/words.js'
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
import { gapsLook } from './gap-samples.js'
import { askEvidenceModal } from '../../src/slack/ask/evidence.js'
import { answeredMessage } from '../../src/slack/ask/message.js'
import { unansweredMessage } from '../../src/slack/ask/unread.js'
import * as asked from './ask-samples.js'
import {
  deliveriesMessage,
  deliveryMessage,
  statusMessage,
  toldDeliveredMessage,
  toldShippedMessage,
} from '../../src/slack/delivery/messages.js'
import { noteModal } from '../../src/slack/delivery/note.js'
import * as answered from './answer-samples.js'
import * as crm from './crm-samples.js'
import * as catalogued from './catalogue-samples.js'
import * as outcome from './outcome-samples.js'
import * as delivered from './delivery-samples.js'
import * as homed from './home-samples.js'
import * as segmented from './segment-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'

const json: z.ZodType<JsonObject> = z.record(z.string(), z.json())
const wire = (content: unknown): JsonObject => json.parse(JSON.parse(JSON.stringify(content)))

/** What Slack has against it, and whom it would ping; nothing when all is well. */
function faultsOf({ text, blocks, plain }: Message): readonly string[] {
  return [blocks, ...(plain ? [plain] : [])].flatMap((each) => {
    const content = wire({ text, blocks: each })
    const fault = checkMessage(content)
    const length = JSON.stringify(content['blocks']).length
    return [
      ...(fault ? [`${fault.error}: ${fault.messages.join('; ')}`] : []),
      ...(length > LIMITS.messageCharacters ? [`${length} characters`] : []),
      ...pingsIn(content),
    ]
  })
}

/** Mentions and links that are none of ours: only who decided, and when, and an approved answer's material. */
function pingsIn(content: JsonObject): readonly string[] {
  const marked = markupIn(content['blocks']).join('\n')
  return (marked.match(/<[^>]*>?/g) ?? []).filter(
    (each) =>
      !/^<@U0123456789[AB]>$|^<!date\^\d+\^[^|>]*\|[^>]*>$|^<https:\/\/example\.com\/[^|>]*\|(?:Material|One-pager)>$|^<https:\/\/tracker\.example\/[^|>]*\|[^|>]*>$/.test(
        each,
      ),
  )
}

function markupIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn)
  const element = z.record(z.string(), z.unknown()).safeParse(value)
  if (!element.success) return []
  const { type, text } = element.data
  if (type === 'mrkdwn') return [String(text)]
  return Object.values(element.data).flatMap(markupIn)
}

const window = { start: new Date('2026-03-02T09:00:00Z'), end: new Date('2026-03-09T09:00:00Z') }
const RUNS = { numRuns: 150 }

function holds<T>(arbitrary: fc.Arbitrary<T>, draw: (drawn: T) => readonly string[]): void {
  fc.assert(
    fc.property(arbitrary, (drawn) => {
      expect(draw(drawn)).toEqual([])
    }),
    RUNS,
  )
}

describe('whatever was logged, Slack takes', () => {
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

  it('the acknowledgement, and the text that comes back', () => {
    holds(sample.stored(3000), (text) => [
      ...faultsOf(loggedMessage('objection', text)),
      ...faultsOf(
        notSavedMessage('request', text, 'trigger:1234567890.1234567890.0123456789abcdef', '0123abcd'),
      ),
      ...faultsOf(only(text)),
    ])
    expect([alreadyLoggedMessage(), tooLongMessage(40_000)].flatMap(faultsOf)).toEqual([])
  })

  it('the private card', () => {
    holds(themed.placed, (facts) => faultsOf(placedMessage(facts)))
  })

  it('the catalogue, and its forms', () => {
    holds(catalogued.catalogueLook, (look) => faultsOf(catalogueMessage(look)))
    holds(
      fc.tuple(
        sample.feedback,
        fc.array(catalogued.offering, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
      ),
      ([feedback, offerings, times]) =>
        [
          ...[...offerings, null].map(offeringModal),
          anotherOfferingModal(feedback, Array.from({ length: times }, () => offerings).flat()),
        ].flatMap((view) => checkView(wire(view))),
    )
  })

  it('what came of reading a CRM', () => {
    holds(crm.synced, (facts) => faultsOf(syncedMessage(facts)))
  })

  it('the segments, and whom to call', () => {
    holds(segmented.segmentsLook, (look) => faultsOf(segmentsMessage(look)))
    holds(segmented.prospectsLook, (look) => faultsOf(prospectsMessage(look)))
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
      ...checkView(wire(refusedModal({ kind: 'already', recommendation }))),
      ...checkView(wire(decidedModal({ recommendation }))),
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
        ...checkView(wire(refusedModal({ kind: 'left', delivery }))),
        ...delivered.STATUSES.flatMap((status) =>
          faultsOf(statusMessage(recommendation, delivery, status, 1_000_000_000)),
        ),
        ...faultsOf(toldDeliveredMessage(recommendation, delivery, 1_000_000_000)),
        ...faultsOf(deliveriesMessage(Array.from({ length: 20 }, () => ({ delivery, recommendation })))),
      ],
    )
    holds(delivered.toldShipped, (told) => faultsOf(toldShippedMessage(told)))
    holds(delivered.noted, (noted) => checkView(wire(noteModal(noted))))
  })

  it('the themes, with what is proposed; one theme', () => {
    holds(themed.themesLook, (look) => faultsOf(themesMessage(look)))
    holds(themed.themeLook, (look) => faultsOf(themeMessage(look)))
    holds(gapsLook, (look) => faultsOf(gapsMessage(look)))
    holds(sample.digest, ({ facts, recommendations }) => faultsOf(othersMessage(facts, recommendations)))
    holds(
      fc.tuple(sample.stored(300), fc.array(themed.storedTheme, { minLength: 2, maxLength: 9 })),
      ([name, themes]) => faultsOf(severalMessage(name, themes)),
    )
  })

  it('the forms of a theme', () => {
    const menu = fc.array(themed.storedTheme, { minLength: 1, maxLength: 130 })
    const notes = fc.array(sample.feedback, { minLength: 2, maxLength: 130 })
    holds(fc.tuple(themed.storedTheme, menu, notes, sample.feedback), ([theme, others, feedback, note]) =>
      [
        renameModal(theme),
        mergeModal(theme, others),
        splitModal(theme, feedback),
        elsewhereModal(note, others),
      ].flatMap((view) => checkView(wire(view))),
    )
  })

  it('what became of a correction', () => {
    const named = fc.tuple(themed.correction, themed.storedTheme, fc.integer({ min: 1, max: 1e9 }))
    holds(named, ([correction, theme, notes]) => {
      const done = { kind: 'corrected', correction, theme, notes } as const
      const outcomes = [
        done,
        { kind: 'approved', corrected: done },
        { kind: 'undone', correction },
        { kind: 'later', correction, theme },
        { kind: 'taken', theme },
        { kind: 'stale', why: { kind: 'merged', into: theme } },
        { kind: 'unchanged', theme },
      ] as const
      return outcomes.flatMap((outcome) => [
        ...faultsOf(saidMessage(outcome)),
        ...checkView(wire(saidModal(outcome))),
      ])
    })
  })

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
          .flatMap((view) => checkView(wire(view)))
          .concat(outcomes.flatMap((outcome) => faultsOf(answerSaid(outcome))))
      },
    )
  })

  it('the question about a deal that is over', () => {
    holds(answered.asked, (asked) => [...faultsOf(askedMessage(asked)), ...checkView(wire(whyModal(asked)))])
  })

  it('the answer to a question, and that there is none', () => {
    holds(asked.answered, (answered) => faultsOf(answeredMessage('0'.repeat(36), answered)))
    holds(fc.tuple(asked.answered, fc.array(asked.quote, { maxLength: 40 })), ([answered, quotes]) =>
      checkView(wire(askEvidenceModal(answered, quotes))),
    )
    holds(
      fc.tuple(asked.unanswered, fc.option(asked.names), fc.array(sample.stored(300), { maxLength: 3 })),
      ([outcome, names, examples]) => faultsOf(unansweredMessage(outcome, names, examples)),
    )
  })

  it("a hypothesis, its outcome in the thread, and a quarter's", () => {
    holds(outcome.outcomeView, (view) => faultsOf(outcomeMessage(view)))
    holds(outcome.outcomesLook, (look) => faultsOf(outcomesMessage(look, 'Europe/London')))
    holds(fc.tuple(sample.recommendation('t', 1), outcome.hypothesis), ([recommendation, hypothesis]) =>
      faultsOf(decisionMessage(recommendation, { hypothesis, delivery: null })),
    )
  })

  it('the word to an admin', () => {
    holds(fc.tuple(fc.constantFrom('unknown', 'blocked'), fc.option(sample.stored(3000))), ([state, error]) =>
      faultsOf(stuckMessage(`digest:${'0'.repeat(36)}`, { state, error })),
    )
  })

  it('the forms', () => {
    holds(
      fc.tuple(sample.stored(3000), sample.recommendation('t', 1), sample.evidenceOf('t', 40)),
      ([text, recommendation, evidence]) =>
        [
          logModal({ kind: 'request', text, channel: 'C0123456789' }),
          rejectModal(recommendation),
          editModal(recommendation),
          snoozeModal(recommendation),
          lookModal(recommendation, evidence, window.end),
          evidenceModal(recommendation, evidence),
        ].flatMap((view) => checkView(wire(view))),
    )
  })

  it('Home, and the settings', () => {
    holds(homed.home, (look) => checkView(wire(homeView(look))))
    holds(homed.workspace, (workspace) => checkView(wire(setupModal(workspace))))
    holds(answered.answer, (answer) => checkView(wire(lookAtAnswerModal(answer))))
  })
})

describe('escaping', () => {
  it('leaves nothing that Slack reads as markup, and nothing is lost', () => {
    fc.assert(
      fc.property(sample.stored(300), (text) => {
        const escaped = escape(text)
        expect(escaped).not.toMatch(/[<>]/)
        const read = escaped
          .replaceAll('\u200b', '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&')
        expect(read).toBe(text.replaceAll('\u200b', ''))
      }),
      RUNS,
    )
  })
})
