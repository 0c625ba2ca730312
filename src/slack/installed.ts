import type { AuthorizeResult } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Store } from '../core/ports.js'
import type { Workspace, WorkspaceSettings } from '../core/workspaces/workspace.js'
import { backgroundClient, type SlackConnection } from './clients.js'
import type { SlackDeps } from './deps.js'
import { refusalOf } from './refusal.js'
import { UnknownWorkspace } from './transport/fault.js'

/** Whose request it is; throws UnknownWorkspace. */
export type Authorize = (source: {
  readonly teamId: string | undefined
  readonly enterpriseId: string | undefined
  readonly isEnterpriseInstall: boolean
}) => Promise<AuthorizeResult>

/** Which workspaces Earshot is in, and with which token. */
export type Installed = {
  readonly authorize: Authorize
  /** For background calls; throws where Earshot is not installed. */
  clientOf(workspaceId: string): Promise<WebClient>
  /** Uninstalled: its token is destroyed. */
  forget(teamId: string, enterpriseId: string | undefined): Promise<void>
  /** Null when all is well, else what is not. */
  fault(): string | null
  stop(): void
}

const RETRY_MS = 5000

/**
 * One workspace with one token. Slack says whose token it is; until it has answered once, what it said to an earlier
 * process serves.
 */
export function installedOnce(
  deps: SlackDeps,
  connection: SlackConnection,
  options: { readonly botToken: string; readonly first: WorkspaceSettings },
): Installed {
  const client = backgroundClient(connection, options.botToken)
  let bot: {
    readonly teamId: string
    readonly botUser: string | null
    readonly botId: string | null
  } | null = null
  let fault: string | null = 'Slack has not answered yet'
  let timer: NodeJS.Timeout | undefined

  const introduce = async (): Promise<void> => {
    try {
      const { team_id, team, user_id, bot_id } = await client.auth.test()
      if (team_id === undefined) throw new Error('auth.test named no team')
      await admit(deps, { id: team_id, name: team ?? '', botUser: user_id ?? null, ...options.first })
      bot = { teamId: team_id, botUser: user_id ?? null, botId: bot_id ?? null }
      fault = null
    } catch (error) {
      fault = `auth.test: ${refusalOf(error).error}`
      deps.log.warn({ fault }, 'Slack does not know us yet')
      bot ??= await rememberedBot(deps.store)
      timer = setTimeout(() => void introduce(), RETRY_MS)
      timer.unref()
    }
  }
  const introduced = introduce()

  return {
    authorize: async ({ teamId }) => {
      await introduced
      if (!bot) throw new Error('Slack has not said yet which workspace this is')
      if (teamId !== bot.teamId) throw new UnknownWorkspace(`team ${teamId ?? '–'}`)
      return {
        teamId,
        botToken: options.botToken,
        ...(bot.botUser === null ? {} : { botUserId: bot.botUser }),
        ...(bot.botId === null ? {} : { botId: bot.botId }),
      }
    },
    clientOf: async () => client,
    forget: async () => undefined,
    fault: () => fault,
    stop: () => clearTimeout(timer),
  }
}

async function rememberedBot(store: Store) {
  const [only, ...others] = await store.workspaces().catch(() => [])
  return only && others.length === 0 ? { teamId: only.id, botUser: only.botUser, botId: null } : null
}

/** Makes the workspace known, and looks up who may decide there. */
export async function admit(
  deps: SlackDeps,
  workspace: Pick<Workspace, 'id' | 'name' | 'botUser'> & WorkspaceSettings,
): Promise<void> {
  await deps.store.admit({ ...workspace, active: true, createdAt: deps.clock.now() })
  await deps.store.within(workspace.id, (tx) =>
    tx.jobs.add({ key: 'refresh-roles', item: { name: 'refresh-roles' } }),
  )
}
