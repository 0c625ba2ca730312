import type { Correction } from './correction.js'
import type { Corrected, ProposalDecided, Undone } from './outcome.js'
import type { Theme } from './theme.js'

/** How names stand in the sentence: as Slack's markup, or as they are. */
export type Names = {
  readonly person: (id: string) => string
  readonly title: (title: string) => string
}

/** One sentence on what became of a correction, of an undoing, or of a proposal. */
export function said(outcome: Corrected | Undone | ProposalDecided, names: Names): string {
  const named = (theme: Theme | null): string => (theme ? names.title(theme.title) : 'no theme')
  switch (outcome.kind) {
    case 'corrected':
      return doneText(outcome, names)
    case 'approved':
      return `Approved: ${doneText(outcome.corrected, names)}`
    case 'rejected':
      return 'Rejected: the themes stay as they are.'
    case 'undone':
      return `Undone: the ${nounOf(outcome.correction)}.`
    case 'later':
      return `Nothing changed: a later ${nounOf(outcome.correction)}${outcome.theme ? ` (${named(outcome.theme)})` : ''} by ${names.person(outcome.correction.actor)} is about some of the same; undo that first.`
    case 'undone-already':
      return `Nothing changed: it was undone already${outcome.by === null ? '' : ` by ${names.person(outcome.by)}`}.`
    case 'already':
      return `Nothing changed: it was ${outcome.proposal.state} already${outcome.proposal.decidedBy === null ? '' : ` by ${names.person(outcome.proposal.decidedBy)}`}.`
    case 'stale':
      return `The themes have changed since it was proposed. ${said(outcome.why, names)} Reject it to take it off the list.`
    case 'not-allowed':
      return 'Nothing changed: only approvers correct themes, and reps what they logged themselves.'
    case 'not-found':
      return 'Nothing changed: it is not there any more.'
    case 'unchanged':
      return outcome.theme
        ? `Nothing changed: that is so already (${named(outcome.theme)}).`
        : 'Nothing changed: it is noise already.'
    case 'merged':
      return `Nothing changed: that theme is merged already, into ${named(outcome.into)}.`
    case 'itself':
      return "Nothing changed: a theme can't go into itself."
    case 'other-kind':
      return 'Nothing changed: objections and requests have themes of their own.'
    case 'bad-title':
      return 'Nothing changed: a title has 1 to 80 characters.'
    case 'taken':
      return `Nothing changed: ${named(outcome.theme)} has that title; merge the two instead.`
    case 'none-chosen':
      return 'Nothing changed: choose what leaves.'
    case 'all-chosen':
      return 'Nothing changed: all of it was chosen, and some must stay; rename the theme instead.'
    case 'left':
      return `Nothing changed: ${notesOf(outcome.notes)} of those chosen left the theme meanwhile.`
    case 'empty':
      return 'Nothing changed: there is nothing in that theme.'
  }
}

function doneText(
  { correction, theme, notes }: Extract<Corrected, { kind: 'corrected' }>,
  names: Names,
): string {
  const title = names.title(theme?.title ?? '')
  const was = names.title(correction.before.themes[0]?.title ?? '')
  switch (correction.kind) {
    case 'move':
      return `Moved to ${title}.`
    case 'merge':
      return `${notesOf(notes)} of ${was} ${notes === 1 ? 'is' : 'are'} in ${title} now.`
    case 'split':
      return `${notesOf(notes)} left for ${title}.`
    case 'rename':
      return `${was} is called ${title} now.`
    case 'noise':
      return `${notesOf(notes)} ${notes === 1 ? 'is' : 'are'} noise now, and in no theme.`
  }
}

const NOUNS = {
  move: 'move',
  merge: 'merge',
  split: 'split',
  rename: 'renaming',
  noise: 'marking as noise',
} as const

function nounOf({ kind }: Pick<Correction, 'kind'>): string {
  return NOUNS[kind]
}

function notesOf(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'note' : 'notes'}`
}
