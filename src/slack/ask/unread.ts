import type { AskOutcome } from '../../core/ask/post.js'
import type { Answered } from '../../core/ask/answer-question.js'
import { context, type Message, section } from '../kit/blocks.js'
import { cut, escape } from '../kit/mrkdwn.js'
import { readText } from './words.js'

export type Unanswered = Exclude<AskOutcome, { kind: 'asked' }>

/** Why nothing was counted, and what can be asked here. `names`: of what was read. */
export function unansweredMessage(
  outcome: Unanswered,
  names: Pick<Answered, 'question' | 'account' | 'themes' | 'timezone' | 'now'> | null,
  examples: readonly string[],
): Message {
  const lead = leadOf(outcome)
  const text = lead.replaceAll('*', '')
  if (outcome.kind === 'guest') return { text, blocks: [section(lead)] }
  return {
    text,
    blocks: [
      section(lead),
      ...(names ? [context(`Read: ${readText(names)}`)] : []),
      section(
        examples.length === 0
          ? 'Nothing has been logged yet: the first /objection or /request begins.'
          : `Such as:\n${examples.map((example) => `• ${escape(cut(example, 150))}`).join('\n')}`,
      ),
    ],
  }
}

const SHOWN = 4

function leadOf(outcome: Unanswered): string {
  switch (outcome.kind) {
    case 'guest':
      return 'Guests see no feedback: ask a colleague.'
    case 'empty':
      return '*Ask what customers say.*'
    case 'too-long':
      return `*Not read:* ${outcome.length.toLocaleString('en-US')} characters, and ${outcome.limit.toLocaleString('en-US')} fit. Ask it shorter.`
    case 'unread':
      if (outcome.isForeign) return '*Not read:* questions are read in English.'
      if (outcome.unread.length === 0) return '*Not read:* it says nothing that can be counted.'
      return `*Not counted:* ${outcome.unread
        .slice(0, SHOWN)
        .map((part) => `“${escape(cut(part, 60))}”`)
        .join(', ')} fits no theme, area, account, segment or word of the notes.`
  }
}
