import type { WebClient } from '@slack/web-api'
import type { CrmObject, CrmSource, Skip } from '../../core/crm/crm.js'
import { skipText, syncLook } from '../../core/crm/look.js'
import { askSync, crmWorkspace } from '../../core/crm/open.js'
import type { SyncOutcome } from '../../core/crm/run.js'
import type { Post } from '../../core/ports.js'
import type { Tables } from '../../core/tables.js'
import { mayConfigure } from '../../core/workspaces/workspace.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { type Message, quoted, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { meetPerson } from '../people.js'

/** Has the CRM read; what came of it follows as a message to whoever asked. */
export async function syncAnswer(
  deps: SlackDeps,
  client: WebClient,
  who: { readonly workspaceId: string; readonly person: string },
): Promise<Message> {
  const { crm } = deps
  const person = await meetPerson(deps, client, who.workspaceId, who.person)
  if (!mayConfigure(person)) return only('Only admins of this workspace do this.')
  if (!crm || (await crmWorkspace(deps)) !== who.workspaceId)
    return only(
      'Neither HubSpot nor Salesforce is connected to this workspace: accounts and opportunities come as files. The README says how to connect one.',
    )
  const { run, isUnderWay } = await deps.store.within(who.workspaceId, (tx) => syncLook(tx, crm.source, 0))
  await askSync({ ...deps, crm }, who)
  const soFar = isUnderWay && run ? ` So far: ${countsText(run)}.` : ''
  const answer = only(
    `${crm.name} is being read. What comes of it follows as a message from Earshot.${soFar}`,
  )
  return run?.error ? withFault(answer, 'The last time it failed:', run.error) : answer
}

/** The fault stands as it is: it names settings, whose underscores would be escaped. */
function withFault({ text, blocks }: Message, lead: string, fault: string): Message {
  return { text, blocks: [...blocks, section(lead), quoted(fault)] }
}

const NAMES: Readonly<Record<CrmSource, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' }
const SKIPS_SHOWN = 10
const SKIP_LENGTH = 200

export async function drawSynced(
  tx: Tables,
  post: Extract<Post, { kind: 'synced' }>,
): Promise<{ readonly call: 'post'; readonly channel: string; readonly message: Message }> {
  const { skipped, skips } = await syncLook(tx, post.source, SKIPS_SHOWN)
  return {
    call: 'post',
    channel: post.person,
    message: syncedMessage({ ...post, allSkipped: skipped, skips }),
  }
}

export type SyncedFacts = SyncOutcome & {
  readonly source: CrmSource
  /** Of this time and of earlier ones, as far as it is so still. */
  readonly allSkipped: number
  readonly skips: readonly (Skip & { readonly object: CrmObject })[]
}

export function syncedMessage(facts: SyncedFacts): Message {
  const { source, error, allSkipped, skips } = facts
  const counts = `${countsText(facts)} from ${NAMES[source]}.`
  const left = allSkipped > skips.length ? ` The latest ${skips.length}:` : ''
  const lead = `${allSkipped.toLocaleString('en-US')} can't be used as they stand there.${left}`
  const lines = skips.map((skip) => `• ${escape(cut(skipText(skip), SKIP_LENGTH))}`)
  const named = skips.length === 0 ? [] : [section([lead, ...lines].join('\n'))]
  if (error === null) return { text: counts, blocks: [section(counts), ...named] }
  const broken = `${counts} It was not read to its end.`
  return withFault({ text: broken, blocks: [section(broken), ...named] }, 'What went wrong:', error)
}

/** “128 accounts, 40 opportunities (5 new); 3 skipped” */
function countsText({ accounts, opportunities, added, skipped }: SyncOutcome): string {
  const read = `${plural(accounts, 'account')}, ${plural(opportunities, 'opportunity', 'opportunities')}`
  const left = skipped === 0 ? '' : `; ${skipped.toLocaleString('en-US')} skipped`
  return `${read} (${added.toLocaleString('en-US')} new)${left}`
}
