import type { App } from '@slack/bolt'
import { z } from 'zod'
import { chooseAccount, type Chosen } from '../../core/accounts/choose.js'
import type { SlackDeps } from '../deps.js'
import { ACTION } from '../kit/ids.js'
import { instead, privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { accountLine } from './account.js'
import { cardOf } from './card.js'
import { only } from './messages.js'

type Choice = { readonly feedbackId: string; readonly accountId: string | null }

const chosen = z.object({ feedback: z.uuid(), account: z.uuid() })

/** The private card's buttons on the account: which of several, or not the one that was guessed. */
export function choosingAccount(app: App, deps: SlackDeps): void {
  onAccount(app, deps, new RegExp(`^${ACTION.chooseAccount}:[0-9]$`), (value) => {
    const { feedback, account } = chosen.parse(JSON.parse(value))
    return { feedbackId: feedback, accountId: account }
  })
  onAccount(app, deps, ACTION.clearAccount, (value) => ({
    feedbackId: z.uuid().parse(value),
    accountId: null,
  }))
}

function onAccount(
  app: App,
  deps: SlackDeps,
  actionId: string | RegExp,
  read: (value: string) => Choice,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, respond }) => {
      const choice = read(action.type === 'button' ? (action.value ?? '') : '')
      const who = { workspaceId: workspaceOf(context), person: body.user.id }
      const outcome = await chooseAccount(deps, who, choice)
      await ack()
      await respond(
        outcome.kind === 'chosen'
          ? await told(deps, who.workspaceId, choice)
          : privately(only(REFUSALS[outcome.kind])),
      )
    },
  )
}

/** The card anew; one that still asks for the theme stays as it is, and the answer comes below it. */
async function told(deps: SlackDeps, workspaceId: string, { feedbackId, accountId }: Choice) {
  const { theme, account } = await deps.store.within(workspaceId, async (tx) => ({
    theme: (await tx.feedback.find(feedbackId))?.themeId ?? null,
    account: accountId === null ? null : await tx.accounts.find(accountId),
  }))
  if (theme !== null) return instead(await cardOf(deps, workspaceId, { feedbackId, undo: null }))
  return privately(only(account ? `Account: ${accountLine(account)}` : 'No account is set.'))
}

const REFUSALS: Readonly<Record<Exclude<Chosen['kind'], 'chosen'>, string>> = {
  'not-found': 'Nothing changed: the note or the account is gone.',
  'not-allowed': 'Nothing changed: only who logged it, or an approver, says whose it is.',
}
