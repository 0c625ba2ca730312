import type { ModalView } from '@slack/types'
import type { Corrected, ProposalDecided, Undone } from '../../core/themes/outcome.js'
import { said } from '../../core/themes/said.js'
import { actions, button, type Message, plainText, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, mention } from '../kit/mrkdwn.js'
import { wired } from '../kit/wire.js'

export type Outcome = Corrected | Undone | ProposalDecided

/** One sentence on what became of it, with the way back. */
export function saidMessage(outcome: Outcome): Message {
  const text = sentence(outcome)
  return { text, blocks: [section(text), ...wayBack(outcome)] }
}

/** The same in the place of the form. */
export function saidModal(outcome: Outcome): ModalView {
  return {
    type: 'modal',
    title: plainText('Themes'),
    close: plainText('Close'),
    blocks: wired(saidMessage(outcome)).blocks,
  }
}

export function sentence(outcome: Outcome): string {
  return said(outcome, { person: nameOf, title: (title) => `*${escape(cut(title, 100))}*` })
}

/** The operator and Earshot itself are nobody at Slack. */
function nameOf(person: string): string {
  return /^[UW][A-Z0-9]+$/.test(person) ? mention(person) : escape(person)
}

function wayBack(outcome: Outcome) {
  const done = outcome.kind === 'approved' ? outcome.corrected : outcome
  return done.kind === 'corrected' ? [actions('undo', button('Undo', ACTION.undo, done.correction.id))] : []
}
