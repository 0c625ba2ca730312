import type { Recommendation } from '../recommendations/recommendation.js'

/** For the rep to fill: what Earshot wrote for colleagues is nothing to tell a customer. */
export const GAP = '[Say here what has changed for them.]'

/**
 * A draft to a customer whose words are behind what shipped, for the rep to edit and copy. What it says of the product is what
 * a person worded and product approved, and nothing of Earshot's own.
 */
export function noteTo(
  { title, body, advice, edited }: Pick<Recommendation, 'title' | 'body' | 'advice' | 'edited'>,
  quote: string,
): string {
  const news = advice.family === 'product' && edited ? `${title}. ${body}` : GAP
  return [
    'Hello,',
    `when we spoke, I wrote down what you said: “${quote}”`,
    `We have worked on it since. ${news}`,
    'Shall we find half an hour to look at it together?',
  ].join('\n\n')
}
