import type { KnownBlock, ModalView } from '@slack/types'
import {
  BODY_LIMIT,
  type Recommendation,
  TARGETS,
  TITLE_LIMIT,
} from '../../core/recommendations/recommendation.js'
import { option, plainText, section } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { escape } from '../kit/mrkdwn.js'
import { targetText } from './card.js'

export function rejectModal(recommendation: Recommendation): ModalView {
  return form(recommendation, { callbackId: CALLBACK.reject, title: 'Reject', submit: 'Reject' }, [
    section(`*${escape(recommendation.title)}*`),
    {
      type: 'input',
      block_id: 'reason',
      label: plainText('Why not?'),
      hint: plainText('The reps whose feedback is behind it read this.'),
      element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 500 },
    },
  ])
}

export const NO_TARGET = 'none'

export function editModal(recommendation: Recommendation): ModalView {
  return form(recommendation, { callbackId: CALLBACK.edit, title: 'Edit and approve', submit: 'Approve' }, [
    {
      type: 'input',
      block_id: 'title',
      label: plainText('Title'),
      element: {
        type: 'plain_text_input',
        action_id: 'title',
        max_length: TITLE_LIMIT,
        initial_value: recommendation.title,
      },
    },
    {
      type: 'input',
      block_id: 'body',
      label: plainText('What to do'),
      element: {
        type: 'plain_text_input',
        action_id: 'body',
        multiline: true,
        max_length: BODY_LIMIT,
        initial_value: recommendation.body,
      },
    },
    ...planInputs(recommendation),
  ])
}

function planInputs({ owner, dueDate, target }: Recommendation): readonly KnownBlock[] {
  const none = option('No target', NO_TARGET)
  const targets = TARGETS.map((share) => option(`The theme ${targetText(share)}`, String(share)))
  const chosen = targets.find(({ value }) => value === String(target)) ?? none
  return [
    {
      type: 'input',
      block_id: 'owner',
      optional: true,
      // Whom somebody chooses is looked up at once, so that a guest is known as one when the form is sent.
      dispatch_action: true,
      label: plainText('Owner'),
      hint: plainText('Who carries it out, and hears of it.'),
      element: {
        type: 'users_select',
        action_id: ACTION.chooseOwner,
        ...(owner === null ? {} : { initial_user: owner }),
      },
    },
    {
      type: 'input',
      block_id: 'due',
      optional: true,
      label: plainText('Due'),
      element: {
        type: 'datepicker',
        action_id: 'due',
        ...(dueDate === null ? {} : { initial_date: dueDate.toISOString().slice(0, 10) }),
      },
    },
    {
      type: 'input',
      block_id: 'target',
      optional: true,
      label: plainText('Target'),
      element: {
        type: 'static_select',
        action_id: 'target',
        options: [none, ...targets],
        initial_option: chosen,
      },
    },
  ]
}

const ONE_WEEK = option('1 week', 'week')
const FOUR_WEEKS = option('4 weeks', 'weeks')
const A_DAY = option('Until the day below', 'day')

/** It comes back as it is, in the first digest from that day on. */
export function snoozeModal(recommendation: Recommendation): ModalView {
  return form(recommendation, { callbackId: CALLBACK.snooze, title: 'Snooze', submit: 'Snooze' }, [
    section(`*${escape(recommendation.title)}*`),
    {
      type: 'input',
      block_id: 'choice',
      label: plainText('For how long?'),
      hint: plainText('It comes back as it is, in the first digest after that.'),
      element: {
        type: 'radio_buttons',
        action_id: 'choice',
        options: [ONE_WEEK, FOUR_WEEKS, A_DAY],
        initial_option: FOUR_WEEKS,
      },
    },
    {
      type: 'input',
      block_id: 'until',
      optional: true,
      label: plainText('Until'),
      element: { type: 'datepicker', action_id: 'until' },
    },
  ])
}

function form(
  recommendation: Recommendation,
  named: { readonly callbackId: string; readonly title: string; readonly submit: string },
  blocks: readonly KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: named.callbackId,
    title: plainText(named.title),
    submit: plainText(named.submit),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ recommendation: recommendation.id }),
    blocks: [...blocks],
  }
}
