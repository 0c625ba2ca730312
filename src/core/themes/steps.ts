import type { Clock } from '../ports.js'

/** A long reckoning in steps of a few milliseconds: whoever runs it may let others go between two. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Nodes that one step takes. */
export const NODES_A_STEP = 2048

/** Runs it to its end; requests go first. */
export async function unhurried<T>({ giveWay }: Pick<Clock, 'giveWay'>, steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await giveWay()
  }
}
