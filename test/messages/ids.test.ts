import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { z } from 'zod'
import type { Outcome } from '../../src/playground/deliver.js'
import type { JsonObject } from '../../src/playground/protocol.js'
import { notSavedMessage, placedMessage } from '../../src/slack/capture/messages.js'
import { logModal } from '../../src/slack/capture/modal.js'
import { anotherOfferingModal } from '../../src/slack/capture/verdict.js'
import { offeringModal } from '../../src/slack/catalogue/form.js'
import { catalogueMessage } from '../../src/slack/catalogue/list.js'
import { digestMessage } from '../../src/slack/digest/message.js'
import { hotMessage } from '../../src/slack/digest/hot.js'
import { stuckMessage } from '../../src/slack/digest/stuck.js'
import { ACTION, CALLBACK, MENU, SHORTCUTS } from '../../src/slack/kit/ids.js'
import { homeView } from '../../src/slack/home/view.js'
import { lookAtAnswerModal, lookModal } from '../../src/slack/home/waiting.js'
import { editModal, rejectModal, snoozeModal } from '../../src/slack/review/forms.js'
import { decisionMessage, evidenceModal } from '../../src/slack/review/messages.js'
import { setupModal } from '../../src/slack/settings/conversation.js'
import { themeMessage } from '../../src/slack/themes/card.js'
import { elsewhereModal, mergeModal, renameModal, splitModal } from '../../src/slack/themes/forms.js'
import { severalMessage, themesMessage } from '../../src/slack/themes/list.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { coverageMessage } from '../../src/slack/answer/coverage.js'
import { askedMessage, whyModal } from '../../src/slack/answer/deal.js'
import { draftMessage, reviewDueMessage } from '../../src/slack/answer/draft.js'
import { answerModal, proposeModal } from '../../src/slack/answer/forms.js'
import { answersMessage } from '../../src/slack/answer/list.js'
import { othersMessage } from '../../src/slack/review/others.js'
import { gapsMessage } from '../../src/slack/gaps/list.js'
import { gapsLook } from './gap-samples.js'
import { askEvidenceModal } from '../../src/slack/ask/evidence.js'
import { answeredMessage } from '../../src/slack/ask/message.js'
import * as questions from './ask-samples.js'
import { deliveriesMessage, deliveryMessage, toldShippedMessage } from '../../src/slack/delivery/messages.js'
import { noteModal } from '../../src/slack/delivery/note.js'
import * as answered from './answer-samples.js'
import * as catalogued from './catalogue-samples.js'
import * as delivered from './delivery-samples.js'
import * as homed from './home-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'

/** Every view that we draw, often enough that each of its buttons was there. */
const VIEWS: readonly unknown[] = [
  ...fc.sample(sample.digest, { numRuns: 40, seed: 1 }).map((drawn) =>
    digestMessage({
      ...drawn,
      window: { start: new Date(0), end: new Date(1) },
      timezone: 'UTC',
      interactive: true,
    }),
  ),
  ...fc.sample(themed.placed, { numRuns: 40, seed: 1 }).map(placedMessage),
  ...fc
    .sample(sample.recommendation('t', 1), { numRuns: 1, seed: 1 })
    .flatMap((each) => [rejectModal(each), editModal(each), snoozeModal(each)]),
  ...fc
    .sample(fc.tuple(sample.recommendation('t', 1), sample.evidenceOf('t', 3)), { numRuns: 1, seed: 1 })
    .flatMap(([each, evidence]) => [evidenceModal(each, evidence), lookModal(each, evidence, new Date(0))]),
  ...fc.sample(themed.hot, { numRuns: 2, seed: 1 }).map(hotMessage),
  ...fc.sample(themed.themesLook, { numRuns: 20, seed: 1 }).map(themesMessage),
  ...fc.sample(themed.themeLook, { numRuns: 40, seed: 1 }).map(themeMessage),
  ...fc
    .sample(fc.tuple(themed.storedTheme, sample.feedback), { numRuns: 1, seed: 1 })
    .flatMap(([theme, feedback]) => [
      severalMessage('x', [theme, theme]),
      renameModal(theme),
      mergeModal(theme, [theme]),
      splitModal(theme, [feedback]),
      elsewhereModal(feedback, [theme]),
    ]),
  ...fc
    .sample(sample.digest, { numRuns: 20, seed: 1 })
    .map(({ facts, recommendations }) => othersMessage(facts, recommendations)),
  ...fc.sample(gapsLook, { numRuns: 5, seed: 1 }).map(gapsMessage),
  ...fc.sample(answered.answersLook, { numRuns: 20, seed: 1 }).map(answersMessage),
  ...fc.sample(answered.coverage, { numRuns: 20, seed: 1 }).map((each) => coverageMessage(each, new Date(0))),
  ...fc
    .sample(answered.asked, { numRuns: 20, seed: 1 })
    .flatMap((each) => [askedMessage(each), whyModal(each)]),
  ...fc
    .sample(fc.tuple(answered.answer, answered.record, themed.storedTheme), { numRuns: 20, seed: 1 })
    .flatMap(([answer, record, theme]) => [
      draftMessage(answer),
      reviewDueMessage(answer, record, new Date(0), new Date(0)),
      answerModal({ answer, person: 'U1', chosen: [theme], now: new Date(0) }),
      answerModal({ answer: null, person: 'U1', chosen: [theme], now: new Date(0) }),
      proposeModal(theme),
    ]),
  ...fc
    .sample(questions.answered, { numRuns: 40, seed: 1 })
    .flatMap((each) => [answeredMessage('0', each), askEvidenceModal(each, [])]),
  ...fc.sample(catalogued.catalogueLook, { numRuns: 40, seed: 1 }).map(catalogueMessage),
  ...fc
    .sample(fc.tuple(catalogued.offering, sample.feedback), { numRuns: 1, seed: 1 })
    .flatMap(([offering, feedback]) => [
      offeringModal(offering),
      offeringModal(null),
      anotherOfferingModal(feedback, [offering]),
    ]),
  ...fc
    .sample(fc.tuple(sample.recommendation('t', 1), delivered.delivery), { numRuns: 40, seed: 1 })
    .flatMap(([each, delivery]) => [
      decisionMessage(each, { hypothesis: null, delivery }),
      deliveryMessage(each, delivery, delivery.round),
      deliveriesMessage([{ delivery, recommendation: each }]),
    ]),
  ...fc.sample(delivered.toldShipped, { numRuns: 10, seed: 1 }).map(toldShippedMessage),
  ...fc.sample(delivered.noted, { numRuns: 1, seed: 1 }).map(noteModal),
  notSavedMessage('objection', 'text', 'trigger:1', 'ref'),
  stuckMessage('digest:1', { state: 'unknown', error: null }),
  logModal({ kind: 'objection', text: '', channel: null }),
  ...fc.sample(homed.workspace, { numRuns: 2, seed: 1 }).map(setupModal),
  ...fc.sample(homed.home, { numRuns: 40, seed: 1 }).map(homeView),
  ...fc.sample(answered.answer, { numRuns: 1, seed: 1 }).map(lookAtAnswerModal),
]

/** What is pressed: the inputs of a form are read when it is sent, and have no handler of their own. */
const pressed = drawnOf('button', 'external_select')
/** Whose options are looked up. */
const menus = drawnOf('multi_external_select')
const sent = VIEWS.flatMap((view) => {
  const form = z.object({ callback_id: z.string(), submit: z.unknown() }).safeParse(view)
  return form.success && form.data.submit !== undefined ? [form.data.callback_id] : []
})
const shown = VIEWS.flatMap((view) => {
  const form = z.object({ callback_id: z.string() }).safeParse(view)
  return form.success ? [form.data.callback_id] : []
})

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
})
afterAll(() => earshot.stop())

const BY_SLACK = {
  team: { id: 'T0ACME', domain: 'acme' },
  user: { id: 'U0PLAY0002', name: 'rita', team_id: 'T0ACME' },
}

const deliver = (payload: JsonObject): Promise<Outcome> =>
  earshot.slack.deliver({
    kind: 'interactive',
    payload: { ...BY_SLACK, api_app_id: 'A1', token: 't', trigger_id: '1.1', ...payload },
  })

/** 404 is what the app answers where nobody listens. */
const isHeard = (outcome: Outcome): boolean => outcome.kind !== 'refused' || outcome.status !== 404

function press(actionId: string): Promise<Outcome> {
  const action = { type: 'button', action_id: actionId, block_id: 'b', value: 'nothing', action_ts: '1.1' }
  const container = { type: 'message', message_ts: '1.1', channel_id: 'C0DEALS' }
  return deliver({
    type: 'block_actions',
    actions: [action],
    container,
    channel: { id: 'C0DEALS', name: 'deals' },
    response_url: 'http://127.0.0.1:9/',
  })
}

describe('every button and form of ours', () => {
  it('is named in ids.ts, and each name there is drawn', () => {
    expect(
      pressed.map((id) => id.replace(/:\d$/, '')).filter((id, at, all) => all.indexOf(id) === at),
    ).toEqual(Object.values(ACTION).sort())
    const shortcuts: readonly string[] = SHORTCUTS.map(({ callbackId }) => callbackId)
    expect([...new Set([...shown, ...shortcuts])].sort()).toEqual(Object.values(CALLBACK).sort())
  })

  it('control: what nobody draws is heard by nobody', async () => {
    expect(isHeard(await press('nobody:draws-this'))).toBe(false)
    expect(
      isHeard(
        await deliver({
          type: 'view_submission',
          view: { callback_id: 'nobody', id: 'V1', private_metadata: '', state: { values: {} } },
        }),
      ),
    ).toBe(false)
  })

  it.each(pressed)('%s is heard when it is pressed', async (id) => {
    expect(isHeard(await press(id))).toBe(true)
  })

  it('each menu of a form is looked up while it is typed', async () => {
    expect(menus).toEqual(Object.values(MENU).sort())
    for (const id of menus)
      expect(
        isHeard(await deliver({ type: 'block_suggestion', action_id: id, block_id: 'b', value: 'ac' })),
      ).toBe(true)
  })

  it('the accounts are looked up while they are typed', async () => {
    const typed = {
      type: 'block_suggestion',
      action_id: ACTION.findAccount,
      block_id: 'account',
      value: 'ac',
    }
    expect(isHeard(await deliver(typed))).toBe(true)
    expect(isHeard(await deliver({ ...typed, action_id: 'nobody' }))).toBe(false)
  })

  it.each(sent)('%s is heard when it is sent', async (id) => {
    const view = { type: 'modal', callback_id: id, id: 'V1', private_metadata: '{}', state: { values: {} } }
    expect(isHeard(await deliver({ type: 'view_submission', view }))).toBe(true)
  })

  it.each(SHORTCUTS)('the shortcut $callbackId is heard', async ({ callbackId, type }) => {
    const channel = { id: 'C0DEALS', name: 'deals' }
    const message = { type: 'message', text: 'x', ts: '1.1' }
    expect(
      isHeard(
        await deliver(
          type === 'global'
            ? { type: 'shortcut', callback_id: callbackId, action_ts: '1.1' }
            : {
                type: 'message_action',
                callback_id: callbackId,
                action_ts: '1.1',
                message_ts: '1.1',
                channel,
                message,
                response_url: 'http://127.0.0.1:9/',
              },
        ),
      ),
    ).toBe(true)
  })
})

function drawnOf(...types: readonly string[]): readonly string[] {
  return [...new Set(VIEWS.flatMap((view) => elementsIn(JSON.parse(JSON.stringify(view)), types)))].sort()
}

function elementsIn(value: unknown, types: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => elementsIn(each, types))
  const object = z.record(z.string(), z.unknown()).safeParse(value)
  if (!object.success) return []
  const { type, action_id: id } = object.data
  const own = typeof type === 'string' && types.includes(type) && typeof id === 'string' ? [id] : []
  // A menu of a form that says at once what was chosen.
  const input = z
    .object({ dispatch_action: z.literal(true), element: z.object({ action_id: z.string() }) })
    .safeParse(value)
  if (input.success && types.includes('button')) return [input.data.element.action_id]
  return [...own, ...Object.values(object.data).flatMap((each) => elementsIn(each, types))]
}
