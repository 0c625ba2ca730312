import type { Clock } from '../core/ports.js'
import type { Tables } from '../core/tables.js'
import type { Workspace } from '../core/workspaces/workspace.js'
import { queueStates } from '../db/backlog.js'
import { crmFindings } from './crm.js'
import { startFault } from '../faults.js'
import type { House } from '../house.js'
import { fail, type Finding, ok, warn } from './finding.js'
import { EXIT, type Io } from './io.js'

/** What is well and what is not, a line each, with the mend. */
export async function doctorCommand(house: House, io: Io): Promise<number> {
  const migrated = await house.database.migrate({ dryRun: true }).catch((error: unknown) => {
    io.out(`fail  Database: ${startFault(error, house.config).message}\n`)
    return null
  })
  if (!migrated) return EXIT.failed
  const { applied, total } = migrated
  const findings = [...houseFindings(house, applied, total)]
  // Without its tables there is nothing to look at.
  if (applied.length === 0) findings.push(...(await queueFindings(house)), ...(await allWorkspaces(house)))
  for (const { state, says } of findings) io.out(`${state.padEnd(4)}  ${says}\n`)
  return findings.some(({ state }) => state === 'fail') ? EXIT.failed : EXIT.ok
}

async function allWorkspaces(house: House): Promise<readonly Finding[]> {
  const workspaces = await house.store.workspaces()
  if (workspaces.length === 0)
    return [warn('No workspace yet: start the app with its Slack settings, or import.')]
  const findings: Finding[] = []
  for (const workspace of workspaces)
    findings.push(
      ...(await house.store.within(workspace.id, (tx) => workspaceFindings(house, tx, workspace))),
      ...(await crmFindings(house, workspace)),
    )
  return findings
}

function houseFindings(house: House, applied: readonly string[], total: number): readonly Finding[] {
  const { database, embedder, writer, config } = house
  return [
    database.kind === 'embedded'
      ? warn('Database: embedded. It survives a crash, not a power cut: set DATABASE_URL in production.')
      : ok('Database: Postgres.'),
    applied.length === 0
      ? ok(`Migrations: ${total} of ${total} applied.`)
      : fail(`Migrations: ${applied.join(', ')} not applied. Run: npm run earshot -- migrate`),
    ok(`Embedder: ${embedder.id}. Writer: ${writer.id}.`),
    ok(`Delivery: ${house.tracker?.label ?? 'none; approvers mark what shipped'}.`),
    config.slack.kind === 'playground'
      ? warn('Slack: no settings in this environment.')
      : ok(`Slack: ${config.slack.kind}.`),
  ]
}

async function queueFindings(house: House): Promise<readonly Finding[]> {
  const { jobs, messages } = await queueStates(house.database)
  const text = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ') || 'none'
  const stuck = (messages['unknown'] ?? 0) + (messages['blocked'] ?? 0) + (messages['dead'] ?? 0)
  return [
    (jobs['dead'] ?? 0) > 0
      ? fail(`Jobs: ${text(jobs)}. The dead ones were tried to the end.`)
      : ok(`Jobs: ${text(jobs)}.`),
    stuck > 0
      ? fail(`Messages: ${text(messages)}. Those that are unknown, blocked or dead are named below.`)
      : ok(`Messages: ${text(messages)}.`),
  ]
}

async function workspaceFindings(
  house: House,
  tx: Tables,
  workspace: Workspace,
): Promise<readonly Finding[]> {
  const name = `${workspace.name || 'Workspace'} (${workspace.id})`
  const { digestChannel, approvers, active } = workspace
  const next = nextSlot(house.clock, workspace, tx.now)
  const old = await tx.embeddings.countMissing(house.embedder.id)
  const placements = await tx.feedback.countByPlacement()
  const troubles = await tx.outbox.troubles(10)
  const refused = await tx.refusals.since(new Date(tx.now.getTime() - 30 * 24 * HOUR))
  const undelivered = await tx.deliveries.dead(10)
  return [
    active ? ok(`${name}: installed.`) : warn(`${name}: Slack has uninstalled it; nothing is posted.`),
    digestChannel === null
      ? fail(`${name}: no digest channel. Set one with /earshot setup or EARSHOT_DIGEST_CHANNEL.`)
      : ok(`${name}: digest to ${digestChannel}.`),
    next === null
      ? fail(
          `${name}: the schedule “${workspace.schedule}” in ${workspace.timezone} can't be read. Set another with /earshot setup.`,
        )
      : ok(
          `${name}: schedule ${workspace.schedule} ${workspace.timezone}; next digest ${next.toISOString()}.`,
        ),
    approvers.length === 0
      ? warn(`${name}: no approvers named, so the admins decide.`)
      : ok(`${name}: ${approvers.length} approvers.`),
    ok(
      `${name}: feedback ${
        Object.entries(placements)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ') || 'none'
      }.`,
    ),
    ...(old > 0
      ? [
          warn(
            `${name}: ${old} notes have no vector of ${house.embedder.id} yet; the running app makes them.`,
          ),
        ]
      : []),
    ...(refused.length > 0
      ? [
          warn(
            `${name}: in 30 days the model's words were not used ${refused.reduce((sum, { count }) => sum + count, 0)} times: ${refused.map(({ why, count }) => `${count} for ${why}`).join(', ')}.`,
          ),
        ]
      : []),
    ...undelivered.map(({ recommendationId, state, destination, error }) =>
      warn(
        `${name}: recommendation ${recommendationId} is ${state === 'dead' ? 'not delivered to' : 'not followed in'} ${destination ?? 'anything'}: ${error ?? 'no reason'}`,
      ),
    ),
    ...troubles.map(({ key, state, error }) =>
      warn(`${name}: message ${key} is ${state}: ${error ?? 'no reason'}.`),
    ),
  ]
}

const HOUR = 3600 * 1000

/** The first slot after `now`; null where the schedule can't be read. A clock looks back alone, so from ever further on. */
function nextSlot(clock: Clock, { schedule, timezone }: Workspace, now: Date): Date | null {
  try {
    let span = HOUR
    let window = clock.windowAt(schedule, timezone, new Date(now.getTime() + span))
    while (window.end <= now) {
      span *= 2
      window = clock.windowAt(schedule, timezone, new Date(now.getTime() + span))
    }
    while (window.start > now) window = clock.windowAt(schedule, timezone, window.start)
    return window.end
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
