import { cues } from './cues.js'
import type { Opportunity } from './tables.js'

/** A line of the source, with what its cue says. */
export type Note = {
  readonly text: string
  readonly label: string
  readonly kind: string
  readonly cue: { readonly account: string; readonly opportunity: string } | undefined
  /** Days since the close of the cued deal; 0 for an open deal or none. */
  readonly closedDaysAgo: number
}

export function readNotes(source: string, opportunities: readonly Opportunity[]): readonly Note[] {
  const notes = source
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => note(line, opportunities))
  for (const [words] of cues) {
    const found = notes.filter(({ text }) => text.includes(words)).length
    if (found !== 1) throw new Error(`The cue "${words}" fits ${found} notes`)
  }
  return notes
}

function note(line: string, opportunities: readonly Opportunity[]): Note {
  const [text = '', label = '', kind = ''] = line.split('\t')
  const found = cues.find(([words]) => text.includes(words))
  if (found === undefined) return { text, label, kind, cue: undefined, closedDaysAgo: 0 }
  const cue = { account: `AC-${found[1]}`, opportunity: found[2] === 0 ? '' : `OP-${found[2]}` }
  const opportunity = opportunities.find(({ external_id }) => external_id === cue.opportunity)
  if (cue.opportunity !== '' && opportunity?.account_external_id !== cue.account)
    throw new Error(`${cue.opportunity} is no deal of ${cue.account}`)
  return { text, label, kind, cue, closedDaysAgo: Math.max(0, -Number(opportunity?.close ?? 0)) }
}
