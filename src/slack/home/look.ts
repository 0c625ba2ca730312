import { quarterUntil } from '../../core/digests/quarter.js'
import type { Answer } from '../../core/answers/answer.js'
import { mayWrite } from '../../core/answers/answer.js'
import type { Word } from '../../core/answers/record.js'
import { digestKey } from '../../core/digests/build.js'
import type { Verdict } from '../../core/catalogue/verdict.js'
import type { Feedback } from '../../core/feedback/feedback.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import type { OwnRecord, Shown, StuckMessage } from '../../core/recommendations/tables.js'
import type { Tables } from '../../core/tables.js'
import { mayConfigure, mayDecide, type Person, type Workspace } from '../../core/workspaces/workspace.js'
import type { SlackDeps } from '../deps.js'
import { type Connection, connectionsOf } from './connections.js'

/** What one of my notes led to. */
export type OwnNote = {
  readonly feedback: Feedback
  readonly theme: string | null
  /** Of a request, where Earshot or a person is sure. */
  readonly verdict: { readonly verdict: Verdict; readonly offering: string | null } | null
  /** Of an objection: how many approved answers there are, and what I said of one. */
  readonly answers: { readonly count: number; readonly word: Word | null } | null
  readonly became: Recommendation | null
}

export type AdminLook = {
  readonly database: SlackDeps['runsOn']['database']
  /** `fate`: of its message; null where it is not written yet. */
  readonly digest: {
    readonly end: Date
    readonly isBuilt: boolean
    readonly fate: { readonly state: string; readonly error: string | null } | null
  } | null
  readonly stuck: Shown<StuckMessage>
  readonly deadJobs: Shown<string>
  readonly connections: readonly Connection[]
}

export type HomeLook = {
  readonly person: Person
  readonly workspace: Workspace
  readonly now: Date
  readonly record: OwnRecord
  readonly own: readonly OwnNote[]
  /** Null: not this person's to decide. */
  readonly waiting: Shown<Recommendation> | null
  readonly drafts: Shown<Answer> | null
  readonly admin: AdminLook | null
}

/** How much of each the Home tab shows. */
export const HOME_SHOWN = { notes: 10, waiting: 10, drafts: 5, troubles: 3 } as const

export async function homeLook(deps: SlackDeps, tx: Tables, person: Person): Promise<HomeLook> {
  const workspace = await tx.workspace.read()
  return {
    person,
    workspace,
    now: tx.now,
    record: await tx.desk.record(person.id, quarterUntil(tx.now).start),
    own: await ownNotes(tx, person.id),
    waiting: mayDecide(workspace, person) ? await tx.desk.waiting(HOME_SHOWN.waiting) : null,
    drafts: mayWrite(workspace, person) ? await draftsOf(tx) : null,
    admin: mayConfigure(person) ? await adminLook(deps, tx) : null,
  }
}

async function ownNotes(tx: Tables, person: string): Promise<readonly OwnNote[]> {
  const latest = await tx.feedback.latestOf(person, HOME_SHOWN.notes)
  const behind = await tx.desk.behind(latest.map(({ id }) => id))
  const own: OwnNote[] = []
  for (const feedback of latest)
    own.push({
      feedback,
      theme: feedback.themeId === null ? null : ((await tx.themes.find(feedback.themeId))?.title ?? null),
      verdict: feedback.kind === 'request' ? await verdictOf(tx, feedback.id) : null,
      answers: feedback.kind === 'objection' ? await answersOf(tx, feedback) : null,
      became: behind.get(feedback.id) ?? null,
    })
  return own
}

async function verdictOf(tx: Tables, feedbackId: string): Promise<OwnNote['verdict']> {
  const ruling = await tx.verdicts.of(feedbackId)
  if (!ruling?.isSure) return null
  const offering = ruling.offeringId === null ? null : await tx.catalogue.find(ruling.offeringId)
  return { verdict: ruling.verdict, offering: offering?.name ?? null }
}

async function answersOf(tx: Tables, { id, themeId }: Feedback): Promise<OwnNote['answers']> {
  const [said] = await tx.answers.words(id)
  return {
    count: themeId === null ? 0 : (await tx.answers.ofTheme(themeId)).length,
    word: said?.word ?? null,
  }
}

async function draftsOf(tx: Tables): Promise<Shown<Answer>> {
  const { count, shown } = await tx.desk.drafts(HOME_SHOWN.drafts)
  const drafts: Answer[] = []
  for (const id of shown) {
    const answer = await tx.answers.find(id)
    if (answer) drafts.push(answer)
  }
  return { count, shown: drafts }
}

async function adminLook(deps: SlackDeps, tx: Tables): Promise<AdminLook> {
  const digest = await tx.desk.lastDigest()
  return {
    database: deps.runsOn.database,
    digest: digest && { ...digest, fate: await tx.outbox.fate(digestKey(digest.id)) },
    stuck: await tx.desk.stuckMessages(HOME_SHOWN.troubles),
    deadJobs: await tx.desk.deadJobs(HOME_SHOWN.troubles),
    connections: await connectionsOf(deps, tx),
  }
}
