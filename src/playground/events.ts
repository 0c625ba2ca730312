/** Events to the app: only those it subscribes to, and again after a failure, as Slack does. */
import { deliver, type Outcome } from './deliver.js'
import type { JsonObject } from './protocol.js'
import { eventCallback } from './event-payloads.js'
import type { World } from './state.js'
import type { Channel, Workspace } from './workspaces.js'

/** `name` is the subscription, such as message.channels. Null when the app does not subscribe to it. */
export async function emit(
  world: World,
  workspace: Workspace,
  happened: { readonly name: string; readonly event: JsonObject; readonly channel?: Channel },
): Promise<Outcome | null> {
  if (!world.app.events.includes(happened.name)) return null
  const payload = eventCallback(world, workspace, happened)
  const outcome = await deliver(world, { kind: 'events_api', payload })
  if (outcome.kind !== 'acked') sendAgain(world, payload, { num: 1, reason: reasonOf(outcome) })
  return outcome
}

function sendAgain(
  world: World,
  payload: JsonObject,
  retry: { readonly num: number; readonly reason: string },
): void {
  const wait = world.rules.eventRetriesMs[retry.num - 1]
  if (wait === undefined) return
  const timer = setTimeout(() => {
    world.timers.delete(timer)
    void deliver(world, { kind: 'events_api', payload, retry }).then((outcome) => {
      if (outcome.kind === 'acked') return
      sendAgain(world, payload, { num: retry.num + 1, reason: reasonOf(outcome) })
    })
  }, wait)
  world.timers.add(timer)
}

function reasonOf(outcome: Outcome): string {
  if (outcome.kind === 'timed out') return 'http_timeout'
  return outcome.kind === 'refused' ? 'http_error' : 'connection_failed'
}
