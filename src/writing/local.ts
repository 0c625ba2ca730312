import type { Candidate } from '../core/digests/digest.js'
import type { Writer } from '../core/ports.js'
import { type Draft, QUOTE_LIMIT, type Source } from '../core/recommendations/contract.js'
import type { Advice } from '../core/recommendations/recommendation.js'

/** Words recommendations from templates: no model, no network, the same words for the same theme. */
export const localWriter: Writer = {
  id: 'local',
  word: async (candidate, sources) => [draftLocally(candidate, sources)],
}

type Template = { readonly title: string; readonly body: string }

/** What each kind of program or change asks somebody to do. */
const TEMPLATES: Readonly<Record<Advice['type'], Template>> = {
  campaign: {
    title: 'Run a campaign on',
    body: 'Write to the accounts that put it off, with a reason to look again, and agree with their reps on the day.',
  },
  battlecard: {
    title: 'Write a battlecard for',
    body: 'Give reps the claim, a short answer and a proof, with an owner and a review date.',
  },
  'case study': {
    title: 'Publish a case study against',
    body: 'Find a customer who had the same doubt, and show what it brought them, in their words.',
  },
  event: {
    title: 'Hold an event on',
    body: 'Let customers who solved this speak to those who ask for it, and invite the accounts below.',
  },
  'pricing or packaging offer': {
    title: 'Draft an offer for',
    body: 'Set out an offer that meets it, who may use it and until when, and brief the reps who heard it.',
  },
  'enablement session': {
    title: 'Hold an enablement session on',
    body: 'There is an approved answer, and reps still hear this. Practise the answer with those who logged it.',
  },
  'competitive play': {
    title: 'Prepare a competitive play for',
    body: 'Where they win, where we win, what to ask the buyer, and which deals it stands in now.',
  },
  'web content': {
    title: 'Publish a page on',
    body: 'Put the facts where a buyer looks for them before a call, so that reps can send a link.',
  },
  build: {
    title: 'Look into building',
    body: 'Take the notes below to product: who asks for it, in which deals, and what they do without it.',
  },
  reshape: {
    title: 'Reshape what meets',
    body: 'Walk through it with the accounts that stumbled, and name the step to change first.',
  },
  repackage: {
    title: 'Repackage for',
    body: 'Check which tier holds this today, who asks for it from below, and what moving it would cost.',
  },
  reposition: {
    title: 'Reposition on',
    body: 'Say in a sentence what it does for these buyers, and try that sentence in the next calls.',
  },
  retire: {
    title: 'Consider retiring',
    body: 'Count who still uses it and what keeping it costs, and tell those accounts first.',
  },
}

export function draftLocally({ advice }: Pick<Candidate, 'advice'>, sources: readonly Source[]): Draft {
  const { title, body } = TEMPLATES[advice.type]
  const [first] = sources
  return {
    title: `${title} {theme}`,
    statements: [
      {
        text: body,
        evidence: sources.map(({ id }) => id),
        quote: first ? { id: first.id, text: beginningOf(first.text) } : null,
      },
    ],
  }
}

/** As many whole sentences as a quote may have; else as many words. */
function beginningOf(text: string): string {
  const letters = Array.from(text)
  if (letters.length <= QUOTE_LIMIT) return text
  const room = letters.slice(0, QUOTE_LIMIT).join('')
  const sentences = /^[\s\S]{40,}[.!?](?=\s)/.exec(room)?.[0]
  return sentences ?? /^[\s\S]{40,}(?=\s)/.exec(room)?.[0] ?? room
}
