import { prospectsNow, segmentsNow } from '../../core/segments/look.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { segmentsMessage } from './message.js'
import { prospectsMessage } from './prospects.js'

export async function segmentsAnswer(deps: SlackDeps, workspaceId: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => segmentsMessage(await segmentsNow(tx)))
}

export async function prospectsAnswer(
  deps: SlackDeps,
  { workspaceId, person }: { readonly workspaceId: string; readonly person: string },
): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => prospectsMessage(await prospectsNow(tx, person)))
}
