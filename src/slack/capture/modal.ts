import type { ModalView } from '@slack/types'
import { type Kind, TEXT_LIMIT } from '../../core/feedback/feedback.js'
import { plainText } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'

const KINDS = {
  objection: { text: plainText('Objection: a reason not to buy'), value: 'objection' },
  request: { text: plainText('Request: something they want'), value: 'request' },
} as const

/** The form of a command without a text, and of both shortcuts. Only the text is required. */
export function logModal(prefill: {
  readonly kind: Kind
  readonly text: string
  readonly channel: string | null
}): ModalView {
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
        element: {
          type: 'plain_text_input',
          action_id: 'account',
          max_length: 80,
          placeholder: plainText('Acme, or acme.com'),
        },
      },
    ],
  }
}
