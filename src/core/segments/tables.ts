import type { Window } from '../digests/digest.js'
import type { Endings } from './ending.js'
import type { Prospects } from './prospect.js'
import type { Tally } from './segment.js'
import type { UnservedLook } from './unserved.js'

export type SegmentsTable = {
  /**
   * Of these themes, or of all: the pairs whose margins suffice, those that nobody of the segment raised among them. In no
   * order.
   */
  tallies(time: Window, themeIds?: readonly string[]): Promise<readonly Tally[]>
  unserved(time: Window): Promise<UnservedLook>
  /** Of opportunities that closed on these days (UTC). */
  endings(time: Window): Promise<Endings>
  /** Open deals, and lost ones that closed after `lostSince`; met after `metSince`. */
  prospects(of: {
    readonly metSince: Date
    readonly lostSince: Date
    readonly limit: number
  }): Promise<Prospects>
}
