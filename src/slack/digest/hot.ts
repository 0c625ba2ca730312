import type { HotObjection } from '../../core/accounts/hot.js'
import { actions, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { amountText, moneyText } from './figures.js'

/** To the digest's channel: an objection on which several open opportunities close soon. */
export function hotMessage({ themeId, title, deals, count, total }: HotObjection): Message {
  const said = `${plural(count, 'open opportunity', 'open opportunities')} with this objection close within 30 days`
  const money = moneyText(total)
  const name = escape(cut(title, 200))
  return {
    text: `${said}: ${name}`,
    blocks: [
      section(`*${said}: ${name}*`),
      section(deals.map(dealLine).join('\n') || '–'),
      context(
        `${deals.length} of ${count.toLocaleString('en-US')}${money === '' ? '' : ` · ${money} in all`}`,
      ),
      actions('hot', button('Open the theme', ACTION.openTheme, themeId)),
    ],
  }
}

function dealLine({ account, name, amount, currency, closes }: HotObjection['deals'][number]): string {
  const what = [
    escape(cut(name, 80)),
    ...(amount === null ? [] : [amountText(amount, currency)]),
    `closes ${dayText(closes)}`,
  ]
  return `• *${escape(cut(account, 80))}*: ${what.join(', ')}`
}

function dayText(day: string): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', format)
}
