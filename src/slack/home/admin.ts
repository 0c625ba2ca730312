import type { Workspace } from '../../core/workspaces/workspace.js'
import { type AnyBlock, header, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import type { AdminLook, HomeLook } from './look.js'

/** For an admin: the settings, what is well and what is not, and what Earshot works with. */
export function adminBlocks({ workspace }: HomeLook, look: AdminLook): readonly AnyBlock[] {
  return [
    header('Settings'),
    section(settingsText(workspace)),
    header('Health'),
    section(healthText(look)),
    header('Connections'),
    section(
      look.connections.map(({ name, isWell, says }) => line(isWell, `${name}: ${says}`)).join('\n') || '–',
    ),
  ]
}

const line = (isWell: boolean, says: string): string =>
  `${isWell ? ':white_check_mark:' : ':warning:'} ${says}`

function settingsText({
  digestChannel,
  schedule,
  timezone,
  approvers,
  twoPerson = false,
  masksNames = false,
}: Workspace): string {
  return [
    digestChannel === null ? 'Digest: no channel yet' : `Digest: <#${digestChannel}>`,
    `When: \`${schedule}\`, ${escape(timezone)}`,
    approvers.length === 0 ? 'Approvers: the admins' : `Approvers: ${approvers.length}`,
    `Approvals need ${twoPerson ? 'two approvers' : 'one approver'}`,
    `Quotes in the channel ${masksNames ? 'leave names out' : 'name accounts'}`,
  ].join('\n')
}

function healthText({ digest, stuck, deadJobs, database }: AdminLook): string {
  return [
    digestText(digest),
    stuck.count === 0
      ? line(true, 'Messages: none is stuck')
      : line(false, `${plural(stuck.count, 'message')} stuck: ${stuck.shown.map(stuckText).join(', ')}`),
    deadJobs.count === 0
      ? line(true, 'Jobs: none was given up')
      : line(
          false,
          `${plural(deadJobs.count, 'job')} given up: ${[...new Set(deadJobs.shown)].map(code).join(', ')}`,
        ),
    line(
      true,
      database === 'embedded' ? 'Database: embedded, in a folder of this machine' : 'Database: Postgres',
    ),
  ].join('\n')
}

/** "digest blocked: `is_archived`" */
function stuckText({ key, state, error }: AdminLook['stuck']['shown'][number]): string {
  return `${escape(cut(key.split(':')[0] ?? '', 40))} ${state}${error === null ? '' : `: ${code(error)}`}`
}

function digestText(digest: AdminLook['digest']): string {
  if (!digest) return line(true, 'Digest: the first one is not due yet')
  const of = `Digest of ${digest.end.toISOString().slice(0, 10)}`
  if (!digest.isBuilt) return line(false, `${of}: being built`)
  const { state, error } = digest.fate ?? { state: 'pending', error: null }
  return state === 'sent'
    ? line(true, `${of}: posted`)
    : line(false, `${of}: ${state}${error === null ? '' : `: ${code(error)}`}`)
}

/** A machine's word, as it is: nothing in it formats. */
function code(text: string): string {
  const plain = cut(text.replaceAll('`', "'").replace(/\s+/g, ' '), 80)
  return `\`${plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\``
}
