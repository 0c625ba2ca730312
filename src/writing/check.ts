import { lengthOf } from '../core/text.js'
import type { Wording } from '../core/ports.js'
import { BODY_LIMIT, TITLE_LIMIT } from '../core/recommendations/recommendation.js'

/**
 * What a model may say: words alone. Numbers come from queries, quotes from stored texts, links and mentions from nobody;
 * a wording that holds one of them is refused whole, and says which.
 */
export function refusalOfWording({ title, body }: Wording): string | null {
  const text = `${title}\n${body}`
  if (title.trim() === '' || body.trim() === '') return 'empty'
  if (lengthOf(title) > TITLE_LIMIT || lengthOf(body) > BODY_LIMIT) return 'too long'
  if (/\p{N}/u.test(text)) return 'a number'
  if (
    /\b(one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|percent|half|most|majority)\b/i.test(
      text,
    )
  )
    return 'a quantity'
  if (/https?:|www\.|\b[\w-]+\.(com|io|net|org|dev|co|ai)\b/i.test(text)) return 'a link'
  if (/[<>@#]|&lt;/.test(text)) return 'a mention or markup'
  if (/["“”„«»]/.test(text)) return 'a quote'
  return null
}
