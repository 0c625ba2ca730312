import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
import { stuckMessage } from '../../src/slack/digest/stuck.js'
import { othersMessage } from '../../src/slack/review/others.js'
import { gapsMessage } from '../../src/slack/gaps/list.js'
import { homeView } from '../../src/slack/home/view.js'
import { lookAtAnswerModal, lookModal } from '../../src/slack/home/waiting.js'
import { escape } from '../../src/slack/kit/mrkdwn.js'
import { editModal, rejectModal, snoozeModal } from '../../src/slack/review/forms.js'
import { evidenceModal } from '../../src/slack/review/messages.js'
import { syncedMessage } from '../../src/slack/command/sync.js'
import { segmentsMessage } from '../../src/slack/segments/message.js'
import { prospectsMessage } from '../../src/slack/segments/prospects.js'
import { setupModal } from '../../src/slack/settings/conversation.js'
import { themeMessage } from '../../src/slack/themes/card.js'
import { elsewhereModal, mergeModal, renameModal, splitModal } from '../../src/slack/themes/forms.js'
import { severalMessage, themesMessage } from '../../src/slack/themes/list.js'
import { saidMessage, saidModal } from '../../src/slack/themes/words.js'
import { gapsLook } from './gap-samples.js'
import * as answered from './answer-samples.js'
import * as crm from './crm-samples.js'
import * as catalogued from './catalogue-samples.js'
import * as homed from './home-samples.js'
import * as segmented from './segment-samples.js'
import * as sample from './samples.js'
import * as themed from './theme-samples.js'
import { faultsOf, holds, RUNS, viewFaultsOf } from './faults.js'

const window = { start: new Date('2026-03-02T09:00:00Z'), end: new Date('2026-03-09T09:00:00Z') }

describe('whatever was logged, Slack takes', () => {
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
        ].flatMap((view) => viewFaultsOf(view)),
    )
  })

  it('what came of reading a CRM', () => {
    holds(crm.synced, (facts) => faultsOf(syncedMessage(facts)))
  })

  it('the segments, and whom to call', () => {
    holds(segmented.segmentsLook, (look) => faultsOf(segmentsMessage(look)))
    holds(segmented.prospectsLook, (look) => faultsOf(prospectsMessage(look)))
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
      ].flatMap((view) => viewFaultsOf(view)),
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
        ...viewFaultsOf(saidModal(outcome)),
      ])
    })
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
        ].flatMap((view) => viewFaultsOf(view)),
    )
  })

  it('Home, and the settings', () => {
    holds(homed.home, (look) => viewFaultsOf(homeView(look)))
    holds(homed.workspace, (workspace) => viewFaultsOf(setupModal(workspace)))
    holds(answered.answer, (answer) => viewFaultsOf(lookAtAnswerModal(answer)))
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
