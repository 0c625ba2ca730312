import type { Call, Delivery } from '../../core/delivery/delivery.js'
import type { Status } from '../../core/delivery/tracker.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { amountText } from '../digest/figures.js'
import { actions, type AnyBlock, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, link, mention, plural, when } from '../kit/mrkdwn.js'

type Titled = Pick<Recommendation, 'id' | 'title'>

/** In the digest's thread: where it is, or why it is not, with the button that begins another round. */
export function deliveryMessage(recommendation: Titled, delivery: Delivery, round: number): Message {
  const title = titleText(recommendation)
  const destination = destinationText(delivery)
  if (round < delivery.round) {
    const by = delivery.retriedBy === null ? '' : ` by ${mention(delivery.retriedBy)}`
    return saying(`${title} was not delivered to ${destination}. Tried again${by}.`)
  }
  if (delivery.state === 'withdrawn')
    return saying(`${title} was not delivered to ${destination}: its approval was taken back.`)
  if (delivery.state === 'sent') return saying(`${title} is in ${destination}: ${nameText(delivery)}.`)
  if (delivery.state !== 'dead') return saying(`${title} is being delivered to ${destination}.`)
  const text = `${title} was not delivered to ${destination}. ${errorText(delivery)}`
  return { text, blocks: [section(text), actions('delivery', againButton(recommendation.id))] }
}

/** In the digest's thread: what the tracker, or a person, says of it now. */
export function statusMessage(
  recommendation: Titled,
  delivery: Delivery,
  status: Status,
  reps: number,
): Message {
  const title = titleText(recommendation)
  const named = delivery.name === null ? title : `${nameText(delivery)} (${title})`
  switch (status) {
    case 'open':
      return saying(`${named} is open again.`)
    case 'started':
      return saying(`${named} is started.`)
    case 'dropped':
      return saying(`${named} was closed without being done.`)
    case 'shipped':
      return saying(
        `${named} shipped${saidBy(delivery)}. ${plural(reps, 'rep')} behind it ${reps === 1 ? 'hears' : 'hear'} of it.`,
      )
  }
}

/** Under the decision's line: a press for what no tracker says; then who said so. */
export function shipBlocks(delivery: Delivery | null): readonly AnyBlock[] {
  if (delivery === null) return []
  if (delivery.shippedAt !== null)
    return [context(`:package: Shipped${saidBy(delivery)} ${when(delivery.shippedAt)}`)]
  const confirm = {
    title: { type: 'plain_text', text: 'Did it ship?' },
    text: {
      type: 'plain_text',
      text: 'The reps behind it hear of it at once, with the accounts to call. This is not undone.',
    },
    confirm: { type: 'plain_text', text: 'It shipped' },
    deny: { type: 'plain_text', text: 'Not yet' },
  } as const
  return [
    actions('ship', button('Mark as shipped', ACTION.markShipped, delivery.recommendationId, { confirm })),
  ]
}

function saidBy({ shippedBy, destination }: Delivery): string {
  if (shippedBy === null) return ''
  return shippedBy === 'earshot'
    ? `, says ${escape(cut(destination ?? 'its tracker', 100))}`
    : `, says ${mention(shippedBy)}`
}

/** To a rep whose feedback is behind it. */
export function toldDeliveredMessage(
  recommendation: Recommendation,
  delivery: Delivery,
  own: number,
): Message {
  const lead = `${titleText(recommendation)} is in ${destinationText(delivery)}: ${nameText(delivery)}.`
  return { text: lead, blocks: [section(lead), context(behindText(recommendation, own))] }
}

export type ToldShipped = {
  readonly recommendation: Recommendation
  /** How many of the notes behind it are theirs. */
  readonly own: number
  readonly calls: readonly Call[]
  readonly count: number
}

/** To a rep, on the day it ships: whom to call, and a draft for each. */
export function toldShippedMessage({ recommendation, own, calls, count }: ToldShipped): Message {
  const lead = `${titleText(recommendation)} shipped.`
  const callList: readonly AnyBlock[] =
    calls.length === 0
      ? [section('None of your notes behind it names an account.')]
      : [
          section(`*${calls.length.toLocaleString('en-US')} of ${plural(count, 'account')} to call*`),
          ...calls.map((call) =>
            section(
              callText(call),
              button('Draft a note', ACTION.draftNote, noteValue(recommendation, call)),
            ),
          ),
        ]
  return {
    text: `${lead} ${plural(count, 'account')} to call.`,
    blocks: [
      section(`${lead}\n${escape(recommendation.body)}`),
      ...callList,
      context(
        behindText(recommendation, own),
        'Earshot sends nothing to customers: a draft is yours to send.',
      ),
    ],
  }
}

/** "*Acme* · open: Renewal, $48K" */
function callText({ account, opportunity }: Call): string {
  const name = `*${escape(cut(account, 80))}*`
  if (!opportunity) return `${name} · no opportunity`
  const { outcome, amount, currency } = opportunity
  const worth = amount === null ? '' : `, ${amountText(amount, currency)}`
  return `${name} · ${outcome}: ${escape(cut(opportunity.name, 80))}${worth}`
}

function noteValue({ id }: Recommendation, { feedbackId }: Call): string {
  return JSON.stringify({ recommendation: id, feedback: feedbackId })
}

export type Listed = { readonly delivery: Delivery; readonly recommendation: Titled | null }

/** `/earshot deliveries`: what became of what was approved, the newest first; as many as fit a message. */
export function deliveriesMessage(listed: readonly Listed[]): Message {
  if (listed.length === 0) return saying('Nothing was approved since Earshot delivers what is approved.')
  const lines = listed.map(listLine)
  while (JSON.stringify(lines).length > LIMITS.messageCharacters - ROOM_FOR_LEAD) lines.pop()
  const lead = `The last ${plural(lines.length, 'approved recommendation')}, the newest first`
  return { text: lead, blocks: [section(`*${lead}*`), ...lines] }
}

const ROOM_FOR_LEAD = 500

function listLine({ delivery, recommendation }: Listed): AnyBlock {
  return section(
    `${recommendation ? titleText(recommendation) : 'A recommendation that is gone'}: ${stateText(delivery)}`,
    ...(delivery.state === 'dead' ? [againButton(delivery.recommendationId)] : []),
  )
}

function stateText(delivery: Delivery): string {
  const { state, status, shippedAt } = delivery
  if (shippedAt !== null) return `shipped${saidBy(delivery)} ${when(shippedAt)}`
  switch (state) {
    case 'withdrawn':
      return 'its approval was taken back'
    case 'none':
      return 'approved; there was no tracker to deliver it to'
    case 'dead':
      return `not delivered to ${destinationText(delivery)}. ${errorText(delivery)}`
    case 'pending':
      return 'being delivered'
    case 'sending':
      return `being delivered to ${destinationText(delivery)}. ${errorText(delivery)}`
    case 'sent':
      return `${nameText(delivery)} in ${destinationText(delivery)}, ${status ?? 'open'}${delivery.error === null ? '' : `; not asked lately: ${errorText(delivery)}`}`
  }
}

/** Why an approval can't be taken back. */
export function leftText(delivery: Delivery): string {
  if (delivery.shippedAt !== null) return 'it has shipped, and the reps have heard.'
  return delivery.state === 'sent'
    ? `it is in ${destinationText(delivery)}: ${nameText(delivery)}. Close it there.`
    : `it is on its way to ${destinationText(delivery)}.`
}

function againButton(recommendationId: string) {
  return button('Try again', ACTION.deliverAgain, recommendationId)
}

function titleText({ title }: Titled): string {
  return `*${escape(cut(title, 150))}*`
}

function destinationText({ destination }: Delivery): string {
  return escape(cut(destination ?? 'the tracker', 100))
}

/** What people call it there, as a link where there is one. */
function nameText({ name, url }: Delivery): string {
  const label = escape(cut((name ?? '–').replaceAll('|', '/'), 60))
  return (url === null ? '' : link(url, label)) || label
}

function errorText({ error }: Delivery): string {
  return escape(cut(error ?? '', 300))
}

function behindText({ evidence }: Recommendation, own: number): string {
  return `${plural(own, 'note')} of yours ${own === 1 ? 'is' : 'are'} behind it, of ${evidence.length.toLocaleString('en-US')}.`
}

function saying(text: string): Message {
  return { text, blocks: [section(text)] }
}
