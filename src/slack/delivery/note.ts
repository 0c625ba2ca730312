import type { ModalView } from '@slack/types'
import { noteTo } from '../../core/delivery/note.js'
import type { Tables } from '../../core/tables.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { context, plainText, section } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape } from '../kit/mrkdwn.js'

export type NoteIds = { readonly recommendation: string; readonly feedback: string }

export type Noted = {
  readonly recommendation: Pick<Recommendation, 'title' | 'body' | 'advice' | 'edited'>
  readonly account: string
  /** The stored text of the rep's own note. */
  readonly quote: string
}

/** Null where it has not shipped, or the note is none of this person's. */
export async function notedBy(tx: Tables, person: string, ids: NoteIds): Promise<Noted | null> {
  const recommendation = await tx.recommendations.find(ids.recommendation)
  const delivery = await tx.deliveries.find(ids.recommendation)
  const feedback = await tx.feedback.find(ids.feedback)
  if (!recommendation || !feedback || !delivery?.shippedAt) return null
  if (feedback.reporter !== person || !recommendation.evidence.includes(feedback.id)) return null
  const known = feedback.accountId === null ? null : await tx.accounts.find(feedback.accountId)
  const account = known?.name ?? feedback.accountName ?? 'the customer'
  return { recommendation, account, quote: feedback.text }
}

/** A draft to edit and copy. What a form holds is gone when it closes; this one keeps nothing and sends nothing. */
export function noteModal({ recommendation, account, quote }: Noted): ModalView {
  const room = LIMITS.inputText - noteTo(recommendation, '').length
  return {
    type: 'modal',
    callback_id: CALLBACK.draftNote,
    title: plainText('Draft a note'),
    submit: plainText('Done'),
    close: plainText('Cancel'),
    blocks: [
      section(
        `To *${escape(cut(account, 80))}*. What shipped: *${escape(recommendation.title)}*. ${escape(recommendation.body)}`,
      ),
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        label: plainText('Your note'),
        hint: plainText('Edit it and copy it: Earshot sends nothing to customers, and keeps no draft.'),
        element: {
          type: 'plain_text_input',
          action_id: 'note',
          multiline: true,
          max_length: LIMITS.inputText,
          initial_value: noteTo(recommendation, cut(quote, room)),
        },
      },
      context('What stands between the quotation marks is your note, word for word.'),
    ],
  }
}
