import fc from 'fast-check'
import { coverageMessage } from '../../src/slack/answer/coverage.js'
import { answersMessage } from '../../src/slack/answer/list.js'
import { answerSaid } from '../../src/slack/answer/words.js'
import {
  alreadyLoggedMessage,
  loggedMessage,
  notSavedMessage,
  placedMessage,
  tooLongMessage,
} from '../../src/slack/capture/messages.js'
import { catalogueMessage } from '../../src/slack/catalogue/list.js'
import { decidedModal, refusedMessage, refusedModal } from '../../src/slack/review/messages.js'
import { themeMessage } from '../../src/slack/themes/card.js'
import { severalMessage, themesMessage } from '../../src/slack/themes/list.js'
import { saidMessage } from '../../src/slack/themes/words.js'
import * as answered from './answer-samples.js'
import * as catalogued from './catalogue-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import { LATER_ANSWERS } from './gallery-later.js'
import { one, type Three, three } from './three.js'
import * as notes from './usual-notes.js'
import * as week from './usual-week.js'

const text = fc.record({ text: sample.stored(3000) })
const said = { text: notes.feedback.text }
const heard = { theme: notes.theme, reach: notes.reach }
const other = {
  theme: { ...notes.theme, id: notes.requested.id, title: 'Price per seat' },
  reach: notes.reach,
}

/** What answers a command or a press, and is no message of the outbox. */
export const ANSWERS: Readonly<Record<string, Three>> = {
  ...LATER_ANSWERS,
  logged: three(text, (each) => loggedMessage('objection', each.text), said),
  'logged already': one(alreadyLoggedMessage()),
  'too long': one(tooLongMessage(40_000)),
  'not saved': three(text, (each) => notSavedMessage('request', each.text, 'trigger:1', '0123abcd'), said),
  'a request placed': three(themed.placed, placedMessage, {
    feedback: notes.request,
    theme: notes.requested,
    reach: notes.reach,
    answer: null,
    suggestions: [],
    verdict: {
      ruling: {
        verdict: 'we_sell_this',
        offeringId: notes.offering.id,
        by: 'earshot',
        isSure: true,
        nearest: [],
      },
      offering: notes.offering,
      nearest: [],
      customerTier: 'Business',
      asksAgain: false,
    },
    undo: null,
    account: {
      feedbackId: notes.request.id,
      account: null,
      opportunity: null,
      isGuess: false,
      choices: [notes.account],
    },
    now: week.NOW,
  }),
  themes: three(themed.themesLook, themesMessage, {
    asked: [
      {
        proposal: {
          id: week.uuid(601),
          change: { kind: 'merge', themeId: heard.theme.id, otherId: other.theme.id },
          state: 'open',
          madeAt: week.NOW,
          decidedBy: null,
        },
        theme: heard,
        other,
      },
    ],
    heard: [heard, other],
  }),
  theme: three(themed.themeLook, themeMessage, {
    ...heard,
    money: { touched: { USD: 310_000 }, allocated: { USD: 120_000 }, carried: [] },
    base: 'USD',
    evidence: week.evidence,
    isApprover: true,
    undo: null,
    answers: [{ answer: notes.answer, record: notes.record }],
    gap: null,
    now: week.NOW,
  }),
  'several themes of a name': one(severalMessage('price', [notes.theme, other.theme])),
  'a theme renamed': one(
    saidMessage({
      kind: 'corrected',
      correction: {
        id: week.uuid(602),
        kind: 'rename',
        themeId: notes.theme.id,
        actor: week.MONA,
        at: week.NOW,
        before: { feedback: [], themes: [] },
        undoneAt: null,
        undoneBy: null,
      },
      theme: notes.theme,
      notes: 14,
    }),
  ),
  answers: three(answered.answersLook, answersMessage, {
    shown: [
      { answer: notes.draft, record: notes.record },
      { answer: notes.answer, record: notes.record },
    ],
    count: 2,
    start: 0,
    before: null,
    next: null,
    words: '',
    person: week.MONA,
    isWriter: true,
    now: week.NOW,
  }),
  'an answer approved': one(answerSaid({ kind: 'done', did: 'approved', answer: notes.answer })),
  coverage: three(answered.coverage, (each) => coverageMessage(each, week.NOW), {
    rows: week.themeCounts.map(({ themeId, title, mentions, accounts }, at) => ({
      themeId,
      title,
      mentions,
      accounts,
      answers: at % 2,
      current: at % 2,
      materials: at % 3 === 1 ? 1 : 0,
      broken: 0,
      drafts: 0,
    })),
    heard: 6,
    since: week.WINDOW.start,
  }),
  catalogue: three(catalogued.catalogueLook, catalogueMessage, {
    offerings: [notes.offering],
    words: '',
    from: null,
    mayEdit: true,
  }),
  'decided before': one(refusedMessage({ kind: 'already', recommendation: week.approved })),
  'decided before, in a window': one(refusedModal({ kind: 'already', recommendation: week.rejected })),
  'decided, in a window': one(decidedModal({ recommendation: week.approved })),
  'reopened, in a window': one(decidedModal({ recommendation: week.open })),
  'not reopened, in a window': one(refusedModal({ kind: 'asked-again' })),
  'not an approver': one(refusedMessage({ kind: 'not-allowed' })),
}
