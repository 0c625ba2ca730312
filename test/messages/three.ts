import type { HomeView, ModalView } from '@slack/types'
import fc from 'fast-check'
import type { Message } from '../../src/slack/kit/blocks.js'

export type Picture = Message | ModalView | HomeView

/** One kind of message or view: at its emptiest, on an everyday, and at its worst. */
export type Three = {
  readonly emptiest: Picture
  readonly usual: Picture
  readonly worst: Picture
}

const DRAWN = { numRuns: 40, seed: 11 }

/** The smallest and the largest that 40 of any content make, beside the everyday one. */
export function three<T>(any: fc.Arbitrary<T>, draw: (of: T) => Picture, usual: T): Three {
  const drawn = fc
    .sample(any, DRAWN)
    .map(draw)
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))
  const [emptiest = draw(usual)] = drawn
  return { emptiest, usual: draw(usual), worst: drawn.at(-1) ?? emptiest }
}

/** What has no content of its own. */
export function one(picture: Picture): Three {
  return { emptiest: picture, usual: picture, worst: picture }
}

function sizeOf(picture: Picture): number {
  return JSON.stringify(picture.blocks).length
}
