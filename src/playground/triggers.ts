/** A trigger_id lets the app open one modal for one person, for three seconds. */
import { secondsNow, type World } from './state.js'

export type Trigger = {
  readonly id: string
  readonly user: string
  readonly issuedAt: number
  readonly used: boolean
}

export function issueTrigger(world: World, user: string): string {
  const id = `${secondsNow(world)}.${parseInt(world.ids.secret(4), 16)}.${world.ids.secret(16)}`
  world.triggers.set(id, { id, user, issuedAt: world.clock.now().getTime(), used: false })
  return id
}

export type Exchange =
  { readonly kind: 'exchanged'; readonly user: string } | { readonly kind: 'refused'; readonly error: string }

export function exchangeTrigger(world: World, id: string): Exchange {
  const trigger = world.triggers.get(id)
  if (trigger === undefined) return { kind: 'refused', error: 'invalid_trigger_id' }
  if (trigger.used) return { kind: 'refused', error: 'exchanged_trigger_id' }
  if (world.clock.now().getTime() - trigger.issuedAt > world.rules.triggerMs) {
    return { kind: 'refused', error: 'expired_trigger_id' }
  }
  world.triggers.set(id, { ...trigger, used: true })
  return { kind: 'exchanged', user: trigger.user }
}
