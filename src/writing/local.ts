import type { Candidate } from '../core/digests/digest.js'
import type { Wording, Writer } from '../core/ports.js'
import { type Advice, BODY_LIMIT, TITLE_LIMIT } from '../core/recommendations/recommendation.js'
import { shorten } from '../core/themes/title.js'

/** Words recommendations from templates: no model, no network, the same words for the same theme. */
export const localWriter: Writer = {
  id: 'local',
  word: async (candidate) => wordLocally(candidate),
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
    body: 'Give reps the claim, the answer in two sentences and one proof, with an owner and a review date.',
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
    body: 'Set out one offer that meets it, who may use it and until when, and brief the reps who heard it.',
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
    body: 'Walk through it with the accounts that stumbled, and name the one step to change first.',
  },
  repackage: {
    title: 'Repackage for',
    body: 'Check which tier holds this today, who asks for it from below, and what moving it would cost.',
  },
  reposition: {
    title: 'Reposition on',
    body: 'Say in one sentence what it does for these buyers, and try that sentence in the next calls.',
  },
  retire: {
    title: 'Consider retiring',
    body: 'Count who still uses it and what keeping it costs, and tell those accounts first.',
  },
}

export function wordLocally({ advice, theme }: Candidate): Wording {
  const { title, body } = TEMPLATES[advice.type]
  const room = TITLE_LIMIT - title.length - 3
  return { title: `${title} “${shorten(theme.title, room)}”`, body: shorten(body, BODY_LIMIT) }
}
