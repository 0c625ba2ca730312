import type { App } from '@slack/bolt'
import type { PlainTextOption } from '@slack/types'
import { z } from 'zod'
import { nameKey } from '../../core/accounts/name-key.js'
import { theOpenOne } from '../../core/accounts/recognise.js'
import type { About } from '../../core/feedback/capture.js'
import type { Tables } from '../../core/tables.js'
import type { SlackDeps } from '../deps.js'
import { option } from '../kit/blocks.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { workspaceOf } from '../kit/workspace.js'
import { accountLine } from './account.js'
import { logModal, type LogPrefill } from './modal.js'

/** The form's account: looked up while it is typed; then its opportunities, where there are several to choose from. */
export function findingAccount(app: App, deps: SlackDeps): void {
  app.options(ACTION.findAccount, async ({ payload, ack, context }) => {
    const options = await deps.store.within(workspaceOf(context), (tx) => accountOptions(tx, payload.value))
    await ack({ options })
  })
  app.action(
    { type: 'block_actions', action_id: ACTION.findAccount },
    async ({ body, ack, client, context }) => {
      const shown = view.safeParse(body.view)
      const chosen = action.safeParse(body.actions[0])
      if (!shown.success || !chosen.success) return ack()
      const id = idOf(chosen.data.selected_option?.value ?? '')
      const opportunities =
        id === null
          ? []
          : await deps.store.within(workspaceOf(context), (tx) => tx.accounts.openOpportunities(id))
      await ack()
      const { state, private_metadata, blocks } = shown.data
      const before = blocks.some(({ block_id }) => block_id.startsWith(OPPORTUNITY))
      if (opportunities.length < 2 && !before) return
      const prefill: LogPrefill = {
        kind: state.values.kind.kind.selected_option.value,
        text: state.values.text.text.value ?? '',
        channel: metadata.parse(JSON.parse(private_metadata)).channel,
        ...(opportunities.length < 2 ? {} : { opportunities }),
      }
      await client.views.update({ view_id: shown.data.id, hash: shown.data.hash, view: logModal(prefill) })
    },
  )
}

/** What a menu offers for what was typed, at most Slack's hundred; the last is the typed name itself, where nobody has it. */
async function accountOptions(tx: Tables, typed: string): Promise<PlainTextOption[]> {
  const name = typed.trim()
  const found = await tx.accounts.startingWith(name, LIMITS.options - 1)
  const isKnown = found.some((account) => nameKey(account.name) === nameKey(name))
  return [
    ...found.map((account) => option(accountLine(account), account.id)),
    ...(name === '' || isKnown ? [] : [option(`${name} (not in the list)`, `${NAMED}${name}`.slice(0, 75))]),
  ]
}

const NAMED = 'name:'
const OPPORTUNITY = 'opportunity:'

export type ChosenAccount =
  | { readonly kind: 'none' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'known'; readonly about: About }

/** What the form says of the account, looked up in the workspace that signed it. */
export async function chosenAccount(
  deps: SlackDeps,
  workspaceId: string,
  values: Readonly<Record<string, unknown>>,
): Promise<ChosenAccount> {
  const value =
    accountBlock.safeParse(values['account']).data?.[ACTION.findAccount].selected_option?.value ?? ''
  if (value.startsWith(NAMED)) return { kind: 'named', name: value.slice(NAMED.length).toWellFormed() }
  const id = idOf(value)
  if (id === null) return { kind: 'none' }
  return deps.store.within(workspaceId, async (tx) => {
    const account = await tx.accounts.find(id)
    if (!account) return { kind: 'gone' }
    const [block] = Object.entries(values).filter(([key]) => key === `${OPPORTUNITY}${id}`)
    const named = opportunityBlock.safeParse(block?.[1]).data?.opportunity.selected_option?.value
    const [opportunity] = named === undefined ? [] : await tx.accounts.opportunities({ ids: [named] })
    const known = opportunity?.accountId === id ? opportunity : await theOpenOne(tx, id)
    return {
      kind: 'known',
      about: { accountId: id, accountName: account.name, opportunityId: known?.id ?? null },
    }
  })
}

function idOf(value: string): string | null {
  return z.uuid().safeParse(value).data ?? null
}

const picked = z.object({ selected_option: z.object({ value: z.string() }).nullish() })
const accountBlock = z.object({ [ACTION.findAccount]: picked })
const opportunityBlock = z.object({
  opportunity: z.object({ selected_option: z.object({ value: z.uuid() }).nullish() }),
})
const action = picked
const metadata = z.object({ channel: z.string().nullable() })
const view = z.object({
  id: z.string(),
  hash: z.string(),
  callback_id: z.literal(CALLBACK.log),
  private_metadata: z.string(),
  blocks: z.array(z.object({ block_id: z.string() })),
  state: z.object({
    values: z.object({
      kind: z.object({
        kind: z.object({ selected_option: z.object({ value: z.enum(['objection', 'request']) }) }),
      }),
      text: z.object({ text: z.object({ value: z.string().nullish() }) }),
    }),
  }),
})
