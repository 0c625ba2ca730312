import type { Candidate, Evidence } from '../digests/digest.js'
import type { Writer } from '../ports.js'
import { type Given, kept, type Wording } from './contract.js'

export type Worded = {
  readonly wording: Wording
  /** Why each draft before it was not used. */
  readonly refused: readonly string[]
}

/** The first of the writer's drafts that keeps the evidence contract. Throws where none does: a fault of the writer. */
export async function wordCandidate(
  writer: Writer,
  candidate: Candidate,
  evidence: Evidence,
): Promise<Worded> {
  const sources = evidence.quotes.map(({ feedbackId, text }) => ({ id: feedbackId, text }))
  const given: Given = { theme: candidate.theme.title, sources, slots: slotsOf(candidate) }
  const refused: string[] = []
  for (const draft of await writer.word(candidate, sources)) {
    const wording = kept(draft, given)
    if (!('refused' in wording)) return { wording, refused }
    refused.push(wording.refused)
  }
  throw new Error(`the writer ${writer.id} keeps no contract: ${refused.join(', ')}`)
}

/** The figures that a writer may place, as they are written. */
function slotsOf({ theme }: Candidate): Given['slots'] {
  const { mentions, before, reps, accounts } = theme
  return Object.fromEntries(
    Object.entries({ mentions, before, reps, accounts }).map(([name, count]) => [
      name,
      count.toLocaleString('en-US'),
    ]),
  )
}
