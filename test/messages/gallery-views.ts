import fc from 'fast-check'
import { whyModal } from '../../src/slack/answer/deal.js'
import { answerModal, proposeModal } from '../../src/slack/answer/forms.js'
import { logModal } from '../../src/slack/capture/modal.js'
import { anotherOfferingModal } from '../../src/slack/capture/verdict.js'
import { offeringModal } from '../../src/slack/catalogue/form.js'
import { lookAtAnswerModal, lookModal } from '../../src/slack/home/waiting.js'
import type { CALLBACK } from '../../src/slack/kit/ids.js'
import { editModal, rejectModal, snoozeModal } from '../../src/slack/review/forms.js'
import { evidenceModal } from '../../src/slack/review/messages.js'
import { setupModal } from '../../src/slack/settings/conversation.js'
import { elsewhereModal, mergeModal, renameModal, splitModal } from '../../src/slack/themes/forms.js'
import * as answered from './answer-samples.js'
import * as catalogued from './catalogue-samples.js'
import * as homed from './home-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import { LATER_VIEWS } from './gallery-later.js'
import { one, type Three, three } from './three.js'
import * as notes from './usual-notes.js'
import * as week from './usual-week.js'

const recommendation = sample.recommendation('t', 1)
const behind = fc.record({ recommendation, evidence: sample.evidenceOf('t', 40) })
const usualBehind = { recommendation: week.first, evidence: week.evidence }
const several = fc.array(themed.storedTheme, { minLength: 1, maxLength: 130 })
const form = fc.record({
  answer: answered.answer,
  person: fc.constant('U0123456789A'),
  chosen: fc.array(themed.storedTheme, { minLength: 1, maxLength: 12 }),
  themes: several,
  now: sample.moment,
})
const usualForm = {
  answer: notes.draft,
  person: week.MONA,
  chosen: [notes.theme],
  themes: [notes.theme, notes.requested],
  now: week.NOW,
}
const asked = {
  question: {
    opportunityId: notes.opportunity.id,
    person: week.RITA,
    answerId: null,
    askedAt: week.NOW,
    reply: 'else' as const,
    why: null,
    repliedAt: null,
  },
  deal: { id: notes.opportunity.id, name: notes.opportunity.name, outcome: 'lost' as const },
  answer: null,
}

/** The callbacks that are shortcuts' have no window of their own: they open `log`. */
type Window = Exclude<keyof typeof CALLBACK, 'logMessage' | 'logGlobal'>

/** Every window that is opened. */
export const OF_CALLBACK: Readonly<Record<Window, Three>> = {
  ...LATER_VIEWS,
  log: three(
    fc.record({
      kind: fc.constantFrom('objection', 'request'),
      text: sample.stored(3000),
      channel: fc.constant(null),
    }),
    logModal,
    { kind: 'objection', text: notes.feedback.text, channel: null },
  ),
  edit: three(recommendation, editModal, week.first),
  reject: three(recommendation, rejectModal, week.open),
  snooze: three(recommendation, snoozeModal, week.open),
  evidence: three(behind, (each) => evidenceModal(each.recommendation, each.evidence), usualBehind),
  look: three(behind, (each) => lookModal(each.recommendation, each.evidence, week.NOW), usualBehind),
  lookAtAnswer: three(answered.answer, lookAtAnswerModal, notes.draft),
  fileElsewhere: three(
    fc.record({ feedback: sample.feedback, themes: several }),
    (each) => elsewhereModal(each.feedback, each.themes),
    { feedback: notes.feedback, themes: [notes.theme] },
  ),
  renameTheme: three(themed.storedTheme, renameModal, notes.theme),
  mergeTheme: three(
    fc.record({ theme: themed.storedTheme, others: several }),
    (each) => mergeModal(each.theme, each.others),
    { theme: notes.theme, others: [notes.theme] },
  ),
  splitTheme: three(
    fc.record({
      theme: themed.storedTheme,
      feedback: fc.array(sample.feedback, { minLength: 2, maxLength: 130 }),
    }),
    (each) => splitModal(each.theme, each.feedback),
    { theme: notes.theme, feedback: [notes.feedback, { ...notes.feedback, text: week.QUOTES[1] }] },
  ),
  makeAnswer: three(form, (each) => answerModal({ ...each, answer: null }), usualForm),
  editAnswer: three(form, answerModal, usualForm),
  proposeAnswer: three(themed.storedTheme, proposeModal, notes.theme),
  dealWhy: three(answered.asked, whyModal, asked),
  setup: three(homed.workspace, setupModal, notes.workspace),
  anotherOffering: three(
    fc.record({
      feedback: sample.feedback,
      offerings: fc.array(catalogued.offering, { minLength: 1, maxLength: 130 }),
    }),
    (each) => anotherOfferingModal(each.feedback, each.offerings),
    { feedback: notes.request, offerings: [notes.offering] },
  ),
  editOffering: three(catalogued.offering, offeringModal, notes.offering),
  addOffering: one(offeringModal(null)),
}
