/** One post a second in a channel, after a burst of a few. */
import type { World } from './state.js'

const SPACING_MS = 1000

/** Null: let through and counted. Otherwise the seconds to wait. */
export function holdBack(world: World, channel: string): number | null {
  const now = world.clock.now().getTime()
  const { postBurst } = world.rules
  const recent = (world.posts.get(channel) ?? []).filter((at) => now - at < postBurst * SPACING_MS)
  const oldest = recent[0]
  if (recent.length >= postBurst && oldest !== undefined) {
    return Math.max(1, Math.ceil((oldest + postBurst * SPACING_MS - now) / 1000))
  }
  world.posts.set(channel, [...recent, now])
  return null
}
