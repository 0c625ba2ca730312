import type { KnownBlock } from '@slack/types'
import { maySpeakOf, type Offering, type OfferingStatus } from '../../core/catalogue/offering.js'
import { only } from '../capture/messages.js'
import { actions, button, context, type Message, mrkdwn } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, link, plural } from '../kit/mrkdwn.js'

export type CatalogueLook = {
  /** By external id. */
  readonly offerings: readonly Offering[]
  /** The words that were asked for; empty: all. */
  readonly words: string
  /** The first one shown; null: from the beginning. */
  readonly from: string | null
  readonly mayEdit: boolean
}

/** That many in Slack's worst case stay below what a message takes. */
const PAGE = 12

/** `/earshot catalogue [WORDS]`: what there is, a page at a time; who may edit has a button for each. */
export function catalogueMessage({ offerings, words, from, mayEdit }: CatalogueLook): Message {
  const shown = offerings
    .filter((offering) => mayEdit || maySpeakOf(offering))
    .filter((offering) => hasWords(offering, words))
  const adding = mayEdit ? [button('Add an offering…', ACTION.addOffering, 'new')] : []
  if (shown.length === 0) {
    const none = only(
      words === ''
        ? 'The catalogue is empty. npm run earshot -- import offerings FILE.csv fills it.'
        : `Nothing in the catalogue has “${cut(words, 100)}” in it.`,
    )
    return { ...none, blocks: [...none.blocks, ...(adding.length === 0 ? [] : [actions('turn', ...adding)])] }
  }
  const start = Math.max(
    0,
    shown.findIndex(({ id }) => id === from),
  )
  const page = shown.slice(start, start + PAGE)
  const before = words === '' && start > 0 ? shown[Math.max(0, start - PAGE)] : undefined
  const next = words === '' ? shown[start + PAGE] : undefined
  const turns = [
    ...(before ? [button('Previous', `${ACTION.turnCatalogue}:0`, before.id)] : []),
    ...(next ? [button('Next', `${ACTION.turnCatalogue}:1`, next.id)] : []),
    ...adding,
  ]
  return {
    text: plural(shown.length, 'offering'),
    blocks: [
      ...page.map((offering) => offeringBlock(offering, mayEdit)),
      context(
        `${start + 1}–${start + page.length} of ${plural(shown.length, 'offering')}${words !== '' && shown.length > PAGE ? '; more words show fewer' : ''}`,
      ),
      ...(turns.length === 0 ? [] : [actions('turn', ...turns)]),
    ],
  }
}

const STATUS: Readonly<Record<OfferingStatus, string>> = {
  sold: 'sold',
  workaround: 'workaround',
  planned: 'planned',
}

function offeringBlock(offering: Offering, mayEdit: boolean): KnownBlock {
  const { id, name, tier, status, link: address } = offering
  const pager = address === null || address.length > 300 ? '' : ` ${link(address, 'One-pager')}`
  const facts = [...(tier === null ? [] : [escape(cut(tier, 30))]), STATUS[status]].join(', ')
  return {
    type: 'section',
    text: mrkdwn(`*${escape(cut(name, 60))}* (${facts})${pager}`),
    ...(mayEdit ? { accessory: button('Edit', ACTION.editOffering, id) } : {}),
  }
}

function hasWords({ name, synonyms, description, tier }: Offering, words: string): boolean {
  const text = [name, tier ?? '', ...synonyms, description].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
