import type { Recommendation } from '../recommendations/recommendation.js'

/**
 * A draft to a customer whose words are behind what shipped, for the rep to edit and copy. What is said of the product is the
 * approved title and body, and nothing of Earshot's own.
 */
export function noteTo(
  { title, body, advice }: Pick<Recommendation, 'title' | 'body' | 'advice'>,
  quote: string,
): string {
  const done =
    advice.family === 'product' ? 'We have worked on it since, and it is here:' : 'We have acted on it since:'
  return [
    'Hello,',
    `when we spoke, I wrote down what you said: “${quote}”`,
    `${done} ${title}. ${body}`,
    'Shall we find half an hour to look at it together?',
  ].join('\n\n')
}
