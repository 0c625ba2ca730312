// What the catalogue says to a request, as a part of the private card.
import type { ModalView } from '@slack/types'
import { customerTier } from '../../core/catalogue/judge.js'
import { maySpeakOf, type Offering } from '../../core/catalogue/offering.js'
import type { Ruling } from '../../core/catalogue/verdict.js'
import type { Feedback } from '../../core/feedback/feedback.js'
import type { Tables } from '../../core/tables.js'
import { actions, type AnyBlock, button, context, option, plainText, quoted, section } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, link } from '../kit/mrkdwn.js'

export type VerdictLook = {
  readonly ruling: Ruling
  readonly offering: Offering | null
  /** What there is to choose from. */
  readonly nearest: readonly Offering[]
  readonly customerTier: string | null
  /** The person has said that it is wrong. */
  readonly asksAgain: boolean
}

/** Null where nothing was said: no request, or no catalogue. */
export async function verdictLook(
  tx: Tables,
  feedback: Feedback,
  asksAgain = false,
): Promise<VerdictLook | null> {
  const ruling = await tx.verdicts.of(feedback.id)
  if (!ruling) return null
  const nearest: Offering[] = []
  for (const id of ruling.nearest) {
    const offering = await tx.catalogue.find(id)
    if (offering && maySpeakOf(offering)) nearest.push(offering)
  }
  return {
    ruling,
    offering: ruling.offeringId === null ? null : await tx.catalogue.find(ruling.offeringId),
    nearest,
    customerTier: await customerTier(tx, feedback.id),
    asksAgain,
  }
}

/** `suggested`: the themes that the same card may ask about, so that it can be drawn again whole. */
export function verdictBlocks(
  look: VerdictLook,
  feedbackId: string,
  suggested: readonly string[],
): readonly AnyBlock[] {
  const { ruling, nearest, asksAgain } = look
  const value = (offering: string | null) => JSON.stringify({ feedback: feedbackId, offering, suggested })
  if (ruling.isSure && !asksAgain)
    return [
      section(verdictText(look)),
      ...verdictWords(look),
      actions('verdict', button('Wrong verdict', ACTION.changeVerdict, value(null))),
    ]
  return [
    section('*Do we have it?* One tap says so.'),
    actions(
      'verdict',
      ...nearest.map(({ id, name }, place) => button(name, `${ACTION.isOffering}:${place}`, value(id))),
      button('Not offered', ACTION.notOffered, value(null)),
      button('Another…', ACTION.anotherOffering, value(null)),
    ),
    ...(nearest.length === 0 ? [] : [context(nearest.map(lineOf).join('  ·  '))]),
  ]
}

/** One sentence, with the one-pager. */
export function verdictText({ ruling, offering, customerTier: has }: VerdictLook): string {
  if (!offering) return 'Not offered: nothing in the catalogue does this.'
  const name = `*${escape(cut(offering.name, 150))}*`
  const pager = offering.link === null ? '' : ` ${link(offering.link, 'One-pager')}`
  switch (ruling.verdict) {
    case 'we_sell_this':
      return `We sell this: ${name}${offering.tier === null ? '' : ` (${escape(offering.tier)})`}${pager}`
    case 'higher_tier':
      return `Higher tier: ${name} is in ${escape(offering.tier ?? 'another tier')}${has === null ? '' : `, and they have ${escape(cut(has, 60))}`}.${pager}`
    case 'workaround':
      return `Workaround: ${name}${offering.note === null ? ', which nobody has written down yet' : ''}.${pager}`
    case 'planned':
      return maySpeakOf(offering) ? `Planned: ${name}. This may be said of it:` : 'We do not sell this today.'
    case 'not_offered':
      return 'Not offered: nothing in the catalogue does this.'
  }
}

/** Product's own words, whole and exact. */
function verdictWords({ ruling, offering }: VerdictLook): readonly AnyBlock[] {
  const words =
    ruling.verdict === 'workaround'
      ? offering?.note
      : ruling.verdict === 'planned'
        ? offering?.plannedWording
        : null
  return words ? [quoted(words)] : []
}

function lineOf({ name, tier }: Offering): string {
  return `${escape(cut(name, 80))}${tier === null ? '' : `: ${escape(cut(tier, 30))}`}`
}

/** Which offering it is, of all that may be spoken of; at least one. */
export function anotherOfferingModal(feedback: Feedback, offerings: readonly Offering[]): ModalView {
  const options = offerings
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ id, name }) => option(name, id))
  const groups = Array.from({ length: Math.ceil(options.length / LIMITS.options) }, (_, place) =>
    options.slice(place * LIMITS.options, (place + 1) * LIMITS.options),
  )
  return {
    type: 'modal',
    callback_id: CALLBACK.anotherOffering,
    title: plainText('Another offering'),
    submit: plainText('This one'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify({ feedback: feedback.id }),
    blocks: [
      quoted(cut(feedback.text, 600)),
      {
        type: 'input',
        block_id: 'offering',
        label: plainText('Offering'),
        element: {
          type: 'static_select',
          action_id: 'offering',
          placeholder: plainText('Choose an offering'),
          ...(groups.length === 1
            ? { options }
            : {
                option_groups: groups.slice(0, LIMITS.options).map((group) => ({
                  label: plainText(cut(`From ${group[0]?.text.text ?? ''}`, LIMITS.optionText)),
                  options: group,
                })),
              }),
        },
      },
    ],
  }
}
