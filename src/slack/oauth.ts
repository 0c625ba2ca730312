import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Installation, InstallProvider, type StateStore } from '@slack/oauth'
import { z } from 'zod'
import type { WorkspaceSettings } from '../core/workspaces/workspace.js'
import { backgroundClient, sdkLogger, type SlackConnection } from './clients.js'
import type { SlackDeps } from './deps.js'
import { admit, type Installed } from './installed.js'
import { SCOPES } from './scopes.js'
import { UnknownWorkspace } from './transport/fault.js'

/** What OAuth keeps: tokens by workspace or enterprise, and states that can be taken once. */
export type InstallationRecords = {
  save(id: string, installation: string): Promise<void>
  find(id: string): Promise<string | null>
  remove(id: string): Promise<void>
  keepState(id: string, until: Date): Promise<void>
  takeState(id: string): Promise<boolean>
}

export type OauthInstalled = Installed & {
  /** GET /slack/install */
  install(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** GET /slack/oauth_redirect */
  redirect(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const STATE_MS = 10 * 60 * 1000

/** Many workspaces, and org-wide installs, which are kept under their enterprise. */
export function installedByOauth(
  deps: SlackDeps,
  connection: SlackConnection,
  options: {
    readonly clientId: string
    readonly clientSecret: string
    readonly records: InstallationRecords
    readonly first: WorkspaceSettings
  },
): OauthInstalled {
  const { records, first } = options
  const provider = new InstallProvider({
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    authorizationUrl: new URL('../oauth/v2/authorize', connection.apiUrl).href,
    clientOptions: { slackApiUrl: connection.apiUrl, timeout: 10_000 },
    logger: sdkLogger(connection.log),
    stateStore: stateStore(records, deps),
    installationStore: {
      storeInstallation: async (installation) => {
        await records.save(idOf(installation), JSON.stringify(installation))
        if (installation.team)
          await admit(deps, {
            id: installation.team.id,
            name: installation.team.name ?? '',
            botUser: installation.bot?.userId ?? null,
            ...first,
          })
      },
      fetchInstallation: async ({ teamId, enterpriseId }) => {
        const found = await findRecord(records, teamId, enterpriseId)
        if (found === null) throw new UnknownWorkspace(teamId ?? enterpriseId ?? '–')
        return installation.parse(JSON.parse(found))
      },
    },
  })
  const scopes = Object.keys(SCOPES)

  return {
    install: (request, response) => provider.handleInstallPath(request, response, {}, { scopes }),
    redirect: (request, response) => provider.handleCallback(request, response, {}, { scopes }),
    authorize: async ({ teamId, enterpriseId }) => {
      const record = await findRecord(records, teamId, enterpriseId)
      const found = botIn(record)
      if (!found || record === null || teamId === undefined)
        throw new UnknownWorkspace(teamId ?? enterpriseId ?? '–')
      if ((await deps.store.workspace(teamId)) === null) {
        // A team of an org-wide install is met at its first request; from then on it is found by its own id.
        await admit(deps, { id: teamId, name: '', botUser: found.userId, ...first })
        await records.save(teamId, record)
      }
      return { teamId, botToken: found.token, botUserId: found.userId, botId: found.id }
    },
    clientOf: async (workspaceId) => {
      const found = botIn(await findRecord(records, workspaceId, undefined))
      if (!found) throw new UnknownWorkspace(workspaceId)
      return backgroundClient(connection, found.token)
    },
    forget: async (teamId, enterpriseId) => {
      await records.remove(teamId)
      if (enterpriseId !== undefined) await records.remove(enterpriseId)
    },
    fault: () => null,
    stop: () => undefined,
  }
}

/** A team's own installation comes before its enterprise's. */
async function findRecord(
  records: InstallationRecords,
  teamId: string | undefined,
  enterpriseId: string | undefined,
): Promise<string | null> {
  for (const id of [teamId, enterpriseId]) {
    const found = id === undefined ? null : await records.find(id)
    if (found !== null) return found
  }
  return null
}

function idOf(installation: Installation): string {
  const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id
  if (id === undefined) throw new Error('an installation without a team and without an enterprise')
  return id
}

/** It was written by storeInstallation, in the SDK's own shape. */
const installation = z.custom<Installation>((value) => typeof value === 'object' && value !== null)
const bot = z.object({ bot: z.object({ token: z.string(), userId: z.string(), id: z.string() }) })

function botIn(record: string | null): z.infer<typeof bot>['bot'] | null {
  return record === null ? null : bot.parse(JSON.parse(record)).bot
}

/** States that are used up by one callback; the stock store's can be used again for ten minutes. */
function stateStore(records: InstallationRecords, deps: SlackDeps): StateStore {
  return {
    generateStateParam: async () => {
      const state = randomBytes(24).toString('base64url')
      await records.keepState(state, new Date(deps.clock.now().getTime() + STATE_MS))
      return state
    },
    verifyStateParam: async (_now, state) => {
      if (!(await records.takeState(state)))
        throw new Error('this link was used before, or is older than ten minutes')
      return { scopes: Object.keys(SCOPES) }
    },
  }
}
