import type { Clock, Store } from '../core/ports.js'
import type { Tables } from '../core/tables.js'
import { accountsTable } from './accounts.js'
import { askTable } from './ask.js'
import { answersTable } from './answers.js'
import { catalogueTable } from './catalogue.js'
import { correctionsTable } from './corrections.js'
import { crmTable } from './crm.js'
import type { Database } from './database.js'
import { deliveriesTable } from './deliveries.js'
import { deskTable } from './desk.js'
import { digestsTable } from './digests.js'
import { embeddingsTable } from './embeddings.js'
import { feedbackTable } from './feedback.js'
import { gapsTable } from './gaps.js'
import { refusalsTable } from './refusals.js'
import { historyTable } from './history.js'
import { hotTable } from './hot.js'
import { addJobs } from './jobs.js'
import { auditTable } from './audit.js'
import { createKeeper } from './keep.js'
import { ratesTable } from './money.js'
import { outcomesTable } from './outcomes.js'
import { outboxTable } from './outbox.js'
import { peopleTable } from './people.js'
import { proposalsTable } from './proposals.js'
import { questionsTable } from './questions.js'
import { recommendationsTable } from './recommendations.js'
import { segmentsTable } from './segments.js'
import { keepStatistics } from './statistics.js'
import { asTenant, type Tx } from './tenant.js'
import { themesTable } from './themes.js'
import { trendsTable } from './trends.js'
import { verdictsTable } from './verdicts.js'
import { admitWorkspace, allWorkspaces, findWorkspace, workspaceTable } from './workspaces.js'

/** `onWork` is called after a commit that has left jobs or messages to do. */
export function createStore(database: Database, clock: Clock, onWork: () => void): Store {
  const onCommit = keepStatistics(database)
  return {
    within: async (workspaceId, work) => {
      const left = { work: false }
      const result = await asTenant(database, workspaceId, (tx) =>
        work(tablesOf(tx, workspaceId, { clock, onQueued: () => (left.work = true) })),
      )
      if (left.work) onWork()
      await onCommit()
      return result
    },
    keep: createKeeper(database, () => clock.newId(), onWork),
    workspaces: () => allWorkspaces(database),
    workspace: (id) => findWorkspace(database, id),
    admit: (workspace) => admitWorkspace(database, workspace),
  }
}

function tablesOf(
  tx: Tx,
  workspaceId: string,
  { clock, onQueued }: { readonly clock: Clock; readonly onQueued: () => void },
): Tables {
  const now = clock.now()
  const outbox = outboxTable(tx, workspaceId, clock)
  return {
    now,
    workspace: workspaceTable(tx, workspaceId, now),
    people: peopleTable(tx, workspaceId, now),
    feedback: feedbackTable(tx, workspaceId),
    embeddings: embeddingsTable(tx, workspaceId),
    themes: themesTable(tx, workspaceId),
    corrections: correctionsTable(tx, workspaceId, now),
    proposals: proposalsTable(tx, workspaceId, now),
    accounts: accountsTable(tx, workspaceId),
    hot: hotTable(tx, workspaceId, now),
    crm: crmTable(tx, workspaceId, now),
    rates: ratesTable(tx, workspaceId),
    catalogue: catalogueTable(tx, workspaceId),
    verdicts: verdictsTable(tx, workspaceId),
    answers: answersTable(tx, workspaceId, now),
    questions: questionsTable(tx, workspaceId),
    gaps: gapsTable(tx, workspaceId),
    ask: askTable(tx, workspaceId, now),
    digests: digestsTable(tx, workspaceId),
    history: historyTable(tx, workspaceId),
    segments: segmentsTable(tx, workspaceId),
    recommendations: recommendationsTable(tx, workspaceId, now),
    refusals: refusalsTable(tx, workspaceId, now),
    trends: trendsTable(tx, workspaceId),
    outcomes: outcomesTable(tx, workspaceId),
    deliveries: deliveriesTable(tx, workspaceId, now),
    desk: deskTable(tx, workspaceId),
    audit: auditTable(tx, workspaceId, now),
    jobs: {
      add: async (...jobs) => {
        await addJobs(tx, workspaceId, jobs, clock)
        onQueued()
      },
    },
    outbox: {
      ...outbox,
      add: async (...posts) => {
        await outbox.add(...posts)
        onQueued()
      },
      settle: async (key, as) => {
        const settled = await outbox.settle(key, as)
        onQueued()
        return settled
      },
    },
  }
}
