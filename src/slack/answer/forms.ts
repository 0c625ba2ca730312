import type { ModalView } from '@slack/types'
import { type Answer, ANSWER_LIMIT, isSlackId, LINK_LIMIT, nextReview } from '../../core/answers/answer.js'
import type { Theme } from '../../core/themes/theme.js'
import { actions, button, context, option, plainText, section } from '../kit/blocks.js'
import { ACTION, CALLBACK, MENU } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape } from '../kit/mrkdwn.js'

type Titled = Pick<Theme, 'id' | 'title'>

export type AnswerForm = {
  /** Null: a new one. */
  readonly answer: Answer | null
  /** Who opened it: the owner of a new one, until another is chosen. */
  readonly person: string
  /** Chosen at first; others are looked up while they are typed. */
  readonly chosen: readonly Titled[]
  readonly now: Date
}

/** An answer, to be made or edited; saving a draft approves it. */
export function answerModal(form: AnswerForm): ModalView {
  const { answer } = form
  const waiting = (answer?.themes ?? []).filter(({ themeId }) => themeId === null)
  return {
    type: 'modal',
    callback_id: answer ? CALLBACK.editAnswer : CALLBACK.makeAnswer,
    title: plainText(answer ? 'Edit answer' : 'New answer'),
    submit: plainText(answer?.state === 'draft' ? 'Save and approve' : 'Save'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify(answer ? { answer: answer.id, version: answer.version } : {}),
    blocks: [
      textInput('What to say', answer?.text ?? ''),
      themesInput(form),
      ...(waiting.length > 0
        ? [
            context(
              `Waits for ${waiting
                .map(({ title }) => `“${escape(cut(title, 80))}”`)
                .slice(0, 10)
                .join(', ')}: nobody has logged that yet.`,
            ),
          ]
        : []),
      ownerInput(form),
      reviewInput(form),
      linkInput(answer?.link ?? ''),
      ...(answer && answer.state !== 'draft' ? [keepActions(answer)] : []),
    ],
  }
}

/** At once, whatever stands in the form. */
function keepActions({ id, state }: Answer) {
  return state === 'approved'
    ? actions(
        'keep',
        button('Still right: 13 more weeks', ACTION.renewAnswer, id),
        button('Retire', ACTION.retireAnswer, id, { style: 'danger' }),
      )
    : actions('keep', button('Show it again', ACTION.restoreAnswer, id))
}

function textInput(label: string, initial: string) {
  return {
    type: 'input' as const,
    block_id: 'text',
    label: plainText(label),
    element: {
      type: 'plain_text_input' as const,
      action_id: 'text',
      multiline: true,
      max_length: ANSWER_LIMIT,
      ...(initial === '' || initial.length > ANSWER_LIMIT ? {} : { initial_value: initial }),
    },
  }
}

function themesInput({ chosen }: AnswerForm) {
  const first = chosen.slice(0, LIMITS.options).map(({ id, title }) => option(title, id))
  return {
    type: 'input' as const,
    block_id: 'themes',
    label: plainText('Objections that it answers'),
    element: {
      type: 'multi_external_select' as const,
      action_id: MENU.findThemes,
      min_query_length: 0,
      placeholder: plainText('Type a part of a theme'),
      ...(first.length > 0 ? { initial_options: first } : {}),
    },
  }
}

/** Slack's menu knows its own people; a name from a file stays until somebody is chosen. */
function ownerInput({ answer, person }: AnswerForm) {
  const owner = answer ? (answer.owner ?? person) : person
  const isKnown = isSlackId(owner)
  return {
    type: 'input' as const,
    block_id: 'owner',
    label: plainText('Owner'),
    hint: plainText(
      isKnown
        ? 'Is reminded when the review is due.'
        : `${cut(owner, 80)} as imported, unless you choose somebody.`,
    ),
    optional: !isKnown,
    element: {
      type: 'users_select' as const,
      action_id: 'owner',
      ...(isKnown ? { initial_user: owner } : {}),
    },
  }
}

function reviewInput({ answer, now }: AnswerForm) {
  return {
    type: 'input' as const,
    block_id: 'review',
    label: plainText('To be reviewed by'),
    hint: plainText('After that day it is shown as overdue.'),
    element: {
      type: 'datepicker' as const,
      action_id: 'review',
      initial_date: (answer?.reviewDate ?? nextReview(now)).toISOString().slice(0, 10),
    },
  }
}

function linkInput(initial: string) {
  return {
    type: 'input' as const,
    block_id: 'link',
    optional: true,
    label: plainText('Material'),
    hint: plainText('An address with https://'),
    element: {
      type: 'plain_text_input' as const,
      action_id: 'link',
      max_length: LINK_LIMIT,
      ...(initial === '' || initial.length > LINK_LIMIT ? {} : { initial_value: initial }),
    },
  }
}

/** What a rep says worked; an approver gives it its owner and its review date. */
export function proposeModal(theme: Titled): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK.proposeAnswer,
    title: plainText('This worked for me'),
    submit: plainText('Propose'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ theme: theme.id }),
    blocks: [
      section(
        `An answer to *${escape(cut(theme.title, 150))}*. An approver decides on it, and you hear of it.`,
      ),
      textInput('What did you say?', ''),
    ],
  }
}
