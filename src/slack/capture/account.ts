import type { Button } from '@slack/types'
import type { Account } from '../../core/accounts/account.js'
import type { AccountLook } from '../../core/accounts/look.js'
import { amountText } from '../digest/figures.js'
import { actions, type AnyBlock, button, context } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape } from '../kit/mrkdwn.js'

const CHOICES_SHOWN = 4

/** On the private card: whose the feedback is, with the way out of a guess; or which of several it may be. */
export function accountBlocks(look: AccountLook): readonly AnyBlock[] {
  if (look.account) return knownBlocks(look, look.account)
  if (look.choices.length === 0) return []
  if (look.choices.length > CHOICES_SHOWN)
    return [
      context(
        `Account not set: it may be ${look.choices.length} of yours. Log it with the domain, such as acme.com, to say which.`,
      ),
    ]
  return [
    context('*Which account is it?*'),
    actions(
      'account',
      ...look.choices.map((account, index) =>
        button(
          accountLine(account),
          `${ACTION.chooseAccount}:${index}`,
          JSON.stringify({ feedback: look.feedbackId, account: account.id }),
        ),
      ),
    ),
  ]
}

function knownBlocks(
  { feedbackId, opportunity, isGuess }: AccountLook,
  account: Account,
): readonly AnyBlock[] {
  const deal = opportunity
    ? [
        opportunity.amount === null
          ? cut(opportunity.name, 80)
          : `${cut(opportunity.name, 80)}, ${amountText(opportunity.amount, opportunity.currency)}`,
      ]
    : []
  const away: readonly Button[] = isGuess
    ? [button(`Not ${cut(account.name, 60)}`, ACTION.clearAccount, feedbackId)]
    : []
  return [
    context(`Account: ${[accountLine(account), ...deal].map(escape).join(' · ')}`),
    ...(away.length === 0 ? [] : [actions('account', ...away)]),
  ]
}

/** “Acme · acme.com · EMEA”: what tells two of one name apart, in the length of a menu's line. */
export function accountLine({ name, domain, region, externalId }: Account): string {
  const marks = [domain, region].filter((mark) => mark !== null)
  const [first = externalId ?? '', ...others] = marks
  const tail = [first, ...others].filter((mark) => mark !== '').map((mark) => ` · ${cut(mark, 24)}`)
  return `${cut(name.replace(/\s+/g, ' '), 75 - tail.join('').length)}${tail.join('')}`
}
