import type { Tables } from '../core/ports.js'
import type { Workspace } from '../core/workspaces/workspace.js'
import { queueStates } from '../db/backlog.js'
import type { House } from '../house.js'
import { EXIT, type Io } from './io.js'

type Finding = { readonly state: 'ok' | 'warn' | 'fail'; readonly says: string }

const ok = (says: string): Finding => ({ state: 'ok', says })
const warn = (says: string): Finding => ({ state: 'warn', says })
const fail = (says: string): Finding => ({ state: 'fail', says })

/** What is well and what is not, a line each, with the mend. */
export async function doctorCommand(house: House, io: Io): Promise<number> {
  const findings = [...(await houseFindings(house)), ...(await queueFindings(house))]
  const workspaces = await house.store.workspaces()
  if (workspaces.length === 0)
    findings.push(warn('No workspace yet: start the app with its Slack settings, or import.'))
  for (const workspace of workspaces)
    findings.push(
      ...(await house.store.within(workspace.id, (tx) => workspaceFindings(house, tx, workspace))),
    )
  for (const { state, says } of findings) io.out(`${state.padEnd(4)}  ${says}\n`)
  return findings.some(({ state }) => state === 'fail') ? EXIT.failed : EXIT.ok
}

async function houseFindings(house: House): Promise<readonly Finding[]> {
  const { database, embedder, writer, config } = house
  const { applied, total } = await database.migrate({ dryRun: true })
  return [
    database.kind === 'embedded'
      ? warn('Database: embedded. It survives a crash, not a power cut: set DATABASE_URL in production.')
      : ok('Database: Postgres.'),
    applied.length === 0
      ? ok(`Migrations: ${total} of ${total} applied.`)
      : fail(`Migrations: ${applied.join(', ')} not applied. Run: npm run earshot -- migrate`),
    ok(`Embedder: ${embedder.id}. Writer: ${writer.id}.`),
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
  const stuck = (messages['unknown'] ?? 0) + (messages['blocked'] ?? 0)
  return [
    (jobs['dead'] ?? 0) > 0
      ? fail(`Jobs: ${text(jobs)}. The dead ones were tried to the end.`)
      : ok(`Jobs: ${text(jobs)}.`),
    stuck > 0
      ? fail(`Messages: ${text(messages)}. An admin has a message about those that are unknown or blocked.`)
      : ok(`Messages: ${text(messages)}.`),
  ]
}

async function workspaceFindings(
  house: House,
  tx: Tables,
  workspace: Workspace,
): Promise<readonly Finding[]> {
  const name = `${workspace.name || 'Workspace'} (${workspace.id})`
  const { digestChannel, schedule, timezone, approvers, active } = workspace
  const window = house.clock.windowAt(schedule, timezone, tx.now)
  const old = await tx.feedback.countWithoutVector(house.embedder.id)
  const placements = await tx.feedback.countByPlacement()
  const troubles = await tx.outbox.troubles(10)
  return [
    active ? ok(`${name}: installed.`) : warn(`${name}: Slack has uninstalled it; nothing is posted.`),
    digestChannel === null
      ? fail(`${name}: no digest channel. Set one with /earshot setup or EARSHOT_DIGEST_CHANNEL.`)
      : ok(
          `${name}: digest to ${digestChannel}, ${schedule} ${timezone}; last slot ${window.end.toISOString()}.`,
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
      ? [warn(`${name}: ${old} notes have no vector of ${house.embedder.id}; an import makes them.`)]
      : []),
    ...troubles.map(({ key, state, error }) =>
      warn(`${name}: message ${key} is ${state}: ${error ?? 'no reason'}.`),
    ),
  ]
}
