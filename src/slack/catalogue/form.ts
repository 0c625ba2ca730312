import type { InputBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { OfferingEdit } from '../../core/catalogue/edit.js'
import { type Offering, OFFERING_LIMITS } from '../../core/catalogue/offering.js'
import { cleanText } from '../../core/feedback/feedback.js'
import { plainText } from '../kit/blocks.js'
import { CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'

const STATUSES = [
  { text: plainText('We sell it'), value: 'sold' },
  { text: plainText('Workaround: see the note'), value: 'workaround' },
  { text: plainText('Planned: see the approved wording'), value: 'planned' },
] as const

const NEW: OfferingEdit = {
  name: '',
  tier: null,
  description: '',
  synonyms: [],
  status: 'sold',
  note: null,
  link: null,
  plannedWording: null,
}

/** Null: a new one. */
export function offeringModal(offering: Offering | null): ModalView {
  const { name, tier, description, synonyms, link, note, plannedWording, status } = offering ?? NEW
  return {
    type: 'modal',
    callback_id: offering ? CALLBACK.editOffering : CALLBACK.addOffering,
    title: plainText(offering ? 'Offering' : 'New offering'),
    submit: plainText('Save'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify(offering ? { offering: offering.id } : {}),
    blocks: [
      field('name', 'Name', name, { most: OFFERING_LIMITS.name, optional: false }),
      field('tier', 'Tier', tier, { most: OFFERING_LIMITS.tier }),
      {
        type: 'input',
        block_id: 'status',
        label: plainText('Status'),
        element: {
          type: 'static_select',
          action_id: 'status',
          options: [...STATUSES],
          ...initialStatus(status),
        },
      },
      field('description', 'Description', description, { most: OFFERING_LIMITS.description, lines: true }),
      field('synonyms', 'Also called', synonyms.join('; '), {
        // One character parts them in a file, two in the form.
        most: LIMITS.inputText,
        hint: 'With semicolons between.',
      }),
      field('link', 'One-pager', link, {
        most: OFFERING_LIMITS.link,
        hint: 'A link that begins with https://',
      }),
      field('note', 'Workaround', note, { most: OFFERING_LIMITS.note, lines: true, hint: 'How it is done.' }),
      field('plannedWording', 'Approved wording', plannedWording, {
        most: OFFERING_LIMITS.plannedWording,
        lines: true,
        hint: 'What product lets reps say of a plan. Without it they see nothing of it.',
      }),
    ],
  }
}

function initialStatus(status: Offering['status']) {
  const initial = STATUSES.find(({ value }) => value === status)
  return initial ? { initial_option: initial } : {}
}

type Look = {
  readonly most: number
  readonly optional?: boolean
  readonly lines?: boolean
  readonly hint?: string
}

/** A text that is longer than the form takes is not put in: saving would cut it. */
function field(
  id: string,
  label: string,
  value: string | null,
  { most, optional = true, lines = false, hint }: Look,
): InputBlock {
  const isShown = value !== null && value !== '' && value.length <= most
  return {
    type: 'input',
    block_id: id,
    optional,
    label: plainText(label),
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline: lines,
      max_length: most,
      ...(isShown ? { initial_value: value } : {}),
    },
  }
}

const optional = z
  .object({ value: z.string().nullish() })
  .transform(({ value }) => cleanText(value ?? '') || null)
const filled = (text: string | null) => text ?? ''

/** What the form holds when it is sent. */
export const submittedOffering: z.ZodType<OfferingEdit> = z
  .object({
    name: z.object({ name: optional }),
    tier: z.object({ tier: optional }),
    status: z.object({
      status: z.object({ selected_option: z.object({ value: z.enum(['sold', 'workaround', 'planned']) }) }),
    }),
    description: z.object({ description: optional }),
    synonyms: z.object({ synonyms: optional }),
    link: z.object({ link: optional }),
    note: z.object({ note: optional }),
    plannedWording: z.object({ plannedWording: optional }),
  })
  .transform((values) => ({
    name: filled(values.name.name),
    tier: values.tier.tier,
    status: values.status.status.selected_option.value,
    description: filled(values.description.description),
    synonyms: filled(values.synonyms.synonyms)
      .split(/[|;]/)
      .flatMap((word) => word.trim() || []),
    link: values.link.link,
    note: values.note.note,
    plannedWording: values.plannedWording.plannedWording,
  }))
