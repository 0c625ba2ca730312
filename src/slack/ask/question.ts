import { z } from 'zod'
import { MEASURES, type Question } from '../../core/ask/question.js'
import { AREAS } from '../../core/themes/area.js'

const text = z.string().nullable()

/** A question as a message of the outbox carries it. */
export const askedQuestion: z.ZodType<Question> = z.object({
  measure: z.enum(MEASURES),
  kind: z.enum(['objection', 'request']).nullable(),
  industry: text,
  size: text,
  region: text,
  accountId: text,
  themeIds: z.array(z.string()),
  area: z.enum(AREAS).nullable(),
  competitor: text,
  said: text,
  reporter: text,
  limit: z.number().nullable(),
  time: z.object({ from: text, to: z.string() }),
})
