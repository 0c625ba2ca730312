import type { Window } from '../digests/digest.js'
import type { FoundGap, GapSigns } from './gap.js'

export type GapsTable = {
  /** By theme; one that was not heard in this time is not among them. */
  signs(themeIds: readonly string[], time: Window): Promise<readonly GapSigns[]>
  /** The feedback that the sign rests on, the newest first. */
  evidence(found: Pick<FoundGap, 'sign' | 'signs'>, time: Window, limit: number): Promise<readonly string[]>
}
