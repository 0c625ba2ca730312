import { Prisma } from './generated/client.js'

// How feedback (f, beside its account a) is quoted, wherever it is.

/** Names that may stand in the text: see core/feedback/mask.ts. */
export const namesInText = Prisma.sql`
  jsonb_build_object('people', f.people, 'account', to_jsonb(array_remove(
    ARRAY[a.name, a.name_key, a.domain, f.account_name], NULL)))`

/** Spread over accounts and reps: the newest of each first. */
export const spreadOut = Prisma.sql`
  row_number() OVER (PARTITION BY coalesce(f.account_id::text, f.reporter) ORDER BY f.heard_at DESC), f.heard_at DESC, f.id`
