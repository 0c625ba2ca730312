import { topicOf } from './draft.js'
import type { Feedback } from './feedback.js'
import { namesIn, withoutNames } from './names.js'

/** What is compared of a text: its topic, without whose it is. */
export function comparedText(feedback: Feedback): string {
  const { people } = namesIn(feedback.text, { offerings: [], account: feedback.accountName })
  return withoutNames(topicOf(feedback.text), feedback, { people })
}
