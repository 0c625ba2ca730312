import { z } from 'zod'

/** What became of a call to Slack that did not succeed. */
export type Refusal =
  /** Slack said no, and will say it again until somebody mends something. */
  | { readonly kind: 'refused'; readonly error: string }
  /** It took the message, but not its blocks. */
  | { readonly kind: 'blocks'; readonly error: string }
  /** It never reached Slack, or Slack asked to wait: it may be sent again. */
  | { readonly kind: 'not-sent'; readonly error: string; readonly afterMs: number }
  /** It may have been done. */
  | { readonly kind: 'unknown'; readonly error: string }

const BLOCK_ERRORS = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
])
/** Slack's own troubles: it may have done what was asked. */
const DOUBTFUL = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

const fault = z.object({
  code: z.string().optional(),
  retryAfter: z.number().optional(),
  statusCode: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
  original: z.unknown().optional(),
  cause: z.unknown().optional(),
  message: z.string().optional(),
})

/** Reads an error of @slack/web-api. Only what is known not to have happened counts as not sent. */
export function refusalOf(error: unknown): Refusal {
  const parsed = fault.safeParse(error)
  if (!parsed.success) return { kind: 'unknown', error: String(error) }
  const { code, retryAfter, statusCode, data, original, cause, message } = parsed.data
  if (code === 'slack_webapi_rate_limited_error')
    return { kind: 'not-sent', error: 'rate limited', afterMs: clamp(retryAfter) }
  if (message?.startsWith('Retry header did not contain'))
    return { kind: 'not-sent', error: 'rate limited', afterMs: clamp(undefined) }
  if (code === 'slack_webapi_platform_error' && data) return platformRefusal(data.error)
  if (statusCode !== undefined && statusCode < 500 && statusCode !== 408)
    return { kind: 'refused', error: `HTTP ${statusCode}` }
  if (NEVER_LEFT.has(rootCode(original) ?? rootCode(cause) ?? ''))
    return { kind: 'not-sent', error: rootCode(original) ?? 'unreachable', afterMs: 5000 }
  return { kind: 'unknown', error: message ?? code ?? 'no answer' }
}

function platformRefusal(error: string): Refusal {
  // The SDK puts an answer that is no JSON, or half of it, where Slack's word stands: it may have been done.
  if (!/^[a-z][a-z0-9_]*$/.test(error)) return { kind: 'unknown', error: 'an answer that is no JSON' }
  if (BLOCK_ERRORS.has(error)) return { kind: 'blocks', error }
  if (error === 'ratelimited' || error === 'rate_limited') return { kind: 'not-sent', error, afterMs: 30_000 }
  if (DOUBTFUL.has(error)) return { kind: 'unknown', error }
  return { kind: 'refused', error }
}

/** Between a second and a quarter of an hour, whatever the header said. */
function clamp(seconds: number | undefined): number {
  if (seconds === undefined || !Number.isFinite(seconds)) return 30_000
  return Math.min(Math.max(seconds, 1), 900) * 1000
}

function rootCode(error: unknown): string | undefined {
  const found = z.object({ code: z.string().optional(), cause: z.unknown().optional() }).safeParse(error)
  if (!found.success) return undefined
  return rootCode(found.data.cause) ?? found.data.code
}
