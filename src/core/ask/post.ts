import type { Question } from './question.js'

/** What became of a question that was asked in the Messages tab. */
export type AskOutcome =
  | { readonly kind: 'asked'; readonly askId: string }
  | {
      readonly kind: 'unread'
      readonly question: Question | null
      readonly unread: readonly string[]
      readonly isForeign: boolean
    }
  | { readonly kind: 'empty' | 'guest' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }

/** The answer, under the message that asked. */
export type AskPost = {
  readonly kind: 'ask-reply'
  readonly channel: string
  readonly threadTs: string
  readonly outcome: AskOutcome
}

/** A message in the Messages tab. */
export type AskMessage = {
  readonly person: string
  readonly channel: string
  readonly ts: string
  readonly threadTs: string
  readonly text: string
}

/** One message is answered once, however often Slack delivers it. */
export function askKey({ channel, ts }: Pick<AskMessage, 'channel' | 'ts'>): string {
  return `ask:${channel}:${ts}`
}
