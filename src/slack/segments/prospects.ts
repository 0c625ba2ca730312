import type { ProspectsLook } from '../../core/segments/look.js'
import type { Prospect } from '../../core/segments/prospect.js'
import { dayText, personText } from '../answer/words.js'
import { only } from '../capture/messages.js'
import { amountText, moneyText } from '../digest/figures.js'
import { context, type Message, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'

/** Of JSON, so that the list fits into one message. */
const CHARACTERS = 10_500

/** `/earshot prospects`: deals that stalled on what has been met since, the largest first. */
export function prospectsMessage(look: ProspectsLook): Message {
  if (look.kind === 'not-allowed') return only('Approvers alone see whom to call.')
  const { shown, deals, accounts, money } = look.prospects
  if (deals === 0)
    return only('0 deals wait on an objection that an answer or a recommendation has met since.')
  const sum = moneyText(money)
  const lead = `${plural(accounts, 'account')} to call: ${plural(deals, 'deal')}${sum === '' ? '' : `, ${sum}`}, with an answer or a recommendation approved since`
  const lines = fitting(
    shown.map((each) => section(lineOf(each, look.now))),
    CHARACTERS,
    (line) => JSON.stringify(line),
  )
  return {
    text: lead,
    blocks: [
      section(`*${lead}*`),
      ...lines,
      ...(lines.length < deals ? [context(`${lines.length} of ${plural(deals, 'deal')}`)] : []),
    ],
  }
}

function lineOf(prospect: Prospect, now: Date): string {
  const { account, deal, amount, currency, outcome, owner, title, heardAt, met, open } = prospect
  const facts = [
    ...(amount === null ? [] : [amountText(amount, currency)]),
    outcome,
    owner === null ? 'no owner' : personText(owner),
  ]
  const others = open === 0 ? '' : ` · ${plural(open, 'other objection')} open`
  return `*${escape(cut(account, 80))}*, ${escape(cut(deal, 80))}: ${facts.join(' · ')}\nRaised ${day(heardAt, now)}: ${escape(cut(title, 80))}. ${WHAT[met.by]} ${day(met.at, now)}: “${escape(cut(met.what.replace(/\s+/g, ' '), 120))}”${others}`
}

const WHAT = { answer: 'Answer approved', recommendation: 'Recommendation approved' } as const

function day(iso: string, now: Date): string {
  return dayText(new Date(iso), now)
}
