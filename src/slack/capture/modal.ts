import type { KnownBlock, ModalView } from '@slack/types'
import type { Opportunity } from '../../core/accounts/account.js'
import { type Kind, TEXT_LIMIT } from '../../core/feedback/feedback.js'
import { amountText } from '../digest/figures.js'
import { option, plainText } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut } from '../kit/mrkdwn.js'

const KINDS = {
  objection: { text: plainText('Objection: a reason not to buy'), value: 'objection' },
  request: { text: plainText('Request: something they want'), value: 'request' },
} as const

export type LogPrefill = {
  readonly kind: Kind
  readonly text: string
  readonly channel: string | null
  /** Of the account that was chosen, where there are several to choose from. */
  readonly opportunities?: readonly Opportunity[]
}

/** The form of a command without a text, and of both shortcuts. Only the text is required. */
export function logModal(prefill: LogPrefill): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK.log,
    title: plainText('Log feedback'),
    submit: plainText('Log'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ channel: prefill.channel }),
    blocks: [
      {
        type: 'input',
        block_id: 'text',
        label: plainText('What did the customer say?'),
        element: {
          type: 'plain_text_input',
          action_id: 'text',
          multiline: true,
          focus_on_load: true,
          max_length: TEXT_LIMIT,
          ...(prefill.text === '' ? {} : { initial_value: prefill.text }),
          placeholder: plainText('In their words, as you heard it'),
        },
      },
      {
        type: 'input',
        block_id: 'kind',
        label: plainText('What is it?'),
        element: {
          type: 'radio_buttons',
          action_id: 'kind',
          initial_option: KINDS[prefill.kind],
          options: [KINDS.objection, KINDS.request],
        },
      },
      {
        type: 'input',
        block_id: 'account',
        optional: true,
        label: plainText('Account'),
        dispatch_action: true,
        element: {
          type: 'external_select',
          action_id: ACTION.findAccount,
          min_query_length: 1,
          placeholder: plainText('Acme, or acme.com'),
        },
      },
      ...opportunityBlock(prefill.opportunities ?? []),
    ],
  }
}

/** Named after the account, so that another account's choice is not kept. */
function opportunityBlock(opportunities: readonly Opportunity[]): readonly KnownBlock[] {
  const [first] = opportunities
  if (!first) return []
  return [
    {
      type: 'input',
      block_id: `opportunity:${first.accountId}`,
      optional: true,
      label: plainText('Opportunity'),
      element: {
        type: 'static_select',
        action_id: 'opportunity',
        placeholder: plainText('Which of the open ones'),
        options: opportunities
          .slice(0, LIMITS.options)
          .map(({ id, name, amount, currency }) =>
            option(amount === null ? name : `${cut(name, 60)}, ${amountText(amount, currency)}`, id),
          ),
      },
    },
  ]
}
