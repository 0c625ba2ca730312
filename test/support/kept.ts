import type { Feedback } from '../../src/core/feedback/feedback.js'
import { type Earshot, TEAM } from './earshot.js'

/** The stored feedback with this in its text. */
export async function kept(
  { house }: { readonly house: Pick<Earshot['house'], 'store'> },
  text: string,
  team = TEAM,
): Promise<readonly Feedback[]> {
  const found: Feedback[] = []
  for (let after: string | null = null; ;) {
    const page: readonly Feedback[] = await house.store.within(team, (tx) => tx.feedback.page(after, 500))
    found.push(...page.filter((feedback) => feedback.text.includes(text)))
    const last = page.at(-1)
    if (!last) return found
    after = last.id
  }
}
