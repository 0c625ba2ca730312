import { z } from 'zod'
import { type DeliveryConfig, deliveryConfig, isSafe, NOT_WITH_OAUTH } from './config-delivery.js'

/** How to reach Slack: one workspace over HTTP, one over Socket Mode, many over OAuth; or the playground. */
export type SlackConfig =
  | { readonly kind: 'playground' }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly botToken: string }
  | { readonly kind: 'socket'; readonly appToken: string; readonly botToken: string }
  | {
      readonly kind: 'oauth'
      readonly signingSecret: string
      readonly clientId: string
      readonly clientSecret: string
      readonly stateSecret: string
      readonly encryptionKey: Buffer
    }

export type Config = {
  readonly slack: SlackConfig
  readonly slackApiUrl: string
  readonly database:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'embedded'; readonly dataDir: string }
  readonly openai: {
    readonly apiKey: string
    readonly baseUrl: string | null
    readonly model: string | null
    readonly embeddingModel: string | null
  } | null
  /** Where accounts and opportunities are kept; null: they come as files. `workspace` null: the only one. */
  readonly crm:
    | ({
        readonly kind: 'hubspot'
        readonly accessToken: string
        readonly baseUrl: string | null
      } & CrmConfig)
    | ({
        readonly kind: 'salesforce'
        readonly instanceUrl: string
        readonly clientId: string
        readonly clientSecret: string
      } & CrmConfig)
    | null
  readonly delivery: DeliveryConfig | null
  /** The first settings of a single workspace; its own settings replace them. */
  readonly first: {
    readonly digestChannel: string | null
    readonly schedule: string
    readonly timezone: string
    readonly approvers: readonly string[]
  }
  readonly port: number
  readonly metricsPort: number | null
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
}

type CrmConfig = { readonly tier: string | null; readonly workspace: string | null }

/** Every fault of the environment at once, each with its name and its mend. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'))
  }
}

/** EX_CONFIG of sysexits.h. */
export const EXIT_CONFIG = 78

type Env = Readonly<Record<string, string | undefined>>

/** Reads the environment; an empty value is an unset one. Throws ConfigFault with all that is wrong. */
export function readConfig(env: Env): Config {
  const faults: string[] = []
  const value = (name: string): string | null => {
    const trimmed = env[name]?.trim() ?? ''
    return trimmed === '' ? null : trimmed
  }
  const read = <T>(name: string, schema: z.ZodType<T>, fallback: T, mend: string): T => {
    const text = value(name)
    if (text === null) return fallback
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    faults.push(`${name} is ${quotable(name, text)}: ${mend}`)
    return fallback
  }
  const config: Config = {
    slack: slackConfig(value, faults),
    slackApiUrl: read(
      'SLACK_API_URL',
      apiUrl,
      'https://slack.com/api/',
      'it takes a URL such as https://slack.com/api/',
    ),
    database: databaseConfig(value, faults),
    openai: openAiConfig(value, faults),
    crm: crmConfig(value, faults),
    delivery: deliveryConfig(value, faults),
    first: {
      digestChannel: read(
        'EARSHOT_DIGEST_CHANNEL',
        channel,
        null,
        "it takes a channel's id such as C0123456789, found under the channel's details",
      ),
      schedule: read(
        'EARSHOT_DIGEST_SCHEDULE',
        cron,
        '0 9 * * MON',
        'it takes five cron fields such as 0 9 * * MON',
      ),
      timezone: read('EARSHOT_TIMEZONE', timezone, 'UTC', 'it takes a zone such as Europe/Berlin'),
      approvers: read(
        'EARSHOT_APPROVERS',
        approvers,
        [],
        'it takes ids of people (U…) or user groups (S…), with commas between',
      ),
    },
    port: read('PORT', port, 3000, 'it takes a number from 1 to 65535'),
    metricsPort: read('METRICS_PORT', port.nullable(), null, 'it takes a number from 1 to 65535'),
    logLevel: read(
      'LOG_LEVEL',
      logLevel,
      'info',
      'it takes trace, debug, info, warn, error, fatal or silent',
    ),
  }
  if (config.delivery && config.slack.kind === 'oauth') faults.push(NOT_WITH_OAUTH)
  if (config.metricsPort === config.port)
    faults.push(`METRICS_PORT is ${config.port}, as PORT is: it takes another port`)
  if (faults.length > 0) throw new ConfigFault(faults)
  return config
}

const port = z.coerce.number().int().min(1).max(65535)
const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
const channel = z
  .string()
  .regex(/^[CG][A-Z0-9]{2,}$/)
  .nullable()
const cron = z.string().regex(/^\S+(\s+\S+){4}$/)
const timezone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
})
const approvers = z
  .string()
  .transform((list) => list.split(',').flatMap((id) => id.trim() || []))
  .pipe(z.array(z.string().regex(/^[UWS][A-Z0-9]{2,}$/)))
const apiUrl = z.url({ protocol: /^https?$/ }).transform((url) => (url.endsWith('/') ? url : `${url}/`))

/** A secret's value is never repeated. */
function quotable(name: string, text: string): string {
  return /SECRET|TOKEN|KEY|DATABASE_URL/.test(name) ? 'not usable' : `“${text.slice(0, 80)}”`
}

type Read = (name: string) => string | null

function slackConfig(value: Read, faults: string[]): SlackConfig {
  const set = (...names: readonly string[]): boolean => names.some((name) => value(name) !== null)
  const need = (name: string, why: string): string => {
    const found = value(name)
    if (found === null) faults.push(`${name} is missing: ${why}`)
    return found ?? ''
  }
  if (set('SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET')) {
    const oauth = 'many workspaces (OAuth) need it; it stands under Basic Information of your Slack app'
    return {
      kind: 'oauth',
      signingSecret: need('SLACK_SIGNING_SECRET', oauth),
      clientId: need('SLACK_CLIENT_ID', oauth),
      clientSecret: need('SLACK_CLIENT_SECRET', oauth),
      stateSecret: need('SLACK_STATE_SECRET', 'any long random text of your own'),
      encryptionKey: encryptionKey(value, faults),
    }
  }
  if (set('SLACK_APP_TOKEN')) {
    const appToken = need('SLACK_APP_TOKEN', '')
    if (!appToken.startsWith('xapp-'))
      faults.push('SLACK_APP_TOKEN is not usable: an app-level token begins with xapp-')
    return {
      kind: 'socket',
      appToken,
      botToken: botToken(
        need('SLACK_BOT_TOKEN', 'Socket Mode needs it; it stands under OAuth & Permissions'),
        faults,
      ),
    }
  }
  if (set('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'))
    return {
      kind: 'http',
      signingSecret: need('SLACK_SIGNING_SECRET', 'it stands under Basic Information of your Slack app'),
      botToken: botToken(
        need('SLACK_BOT_TOKEN', 'it stands under OAuth & Permissions of your Slack app'),
        faults,
      ),
    }
  return { kind: 'playground' }
}

function botToken(token: string, faults: string[]): string {
  if (token !== '' && !token.startsWith('xox'))
    faults.push("SLACK_BOT_TOKEN is not usable: a bot's token begins with xoxb-")
  return token
}

function encryptionKey(value: Read, faults: string[]): Buffer {
  const mend = 'it takes 32 bytes in base64; make one with: openssl rand -base64 32'
  const text = value('EARSHOT_ENCRYPTION_KEY')
  const key = Buffer.from(text ?? '', 'base64')
  if (text === null) faults.push(`EARSHOT_ENCRYPTION_KEY is missing: ${mend}`)
  else if (key.length !== 32) faults.push(`EARSHOT_ENCRYPTION_KEY is not usable: ${mend}`)
  return key
}

function databaseConfig(value: Read, faults: string[]): Config['database'] {
  const url = value('DATABASE_URL')
  if (url === null) return { kind: 'embedded', dataDir: value('EARSHOT_DATA_DIR') ?? '.earshot' }
  if (!/^postgres(ql)?:\/\/\S+$/.test(url))
    faults.push('DATABASE_URL is not usable: it takes postgres://user:password@host:5432/database')
  return { kind: 'postgres', url }
}

function openAiConfig(value: Read, faults: string[]): Config['openai'] {
  const apiKey = value('OPENAI_API_KEY')
  const baseUrl = value('OPENAI_BASE_URL')
  if (apiKey === null && baseUrl === null) return null
  if (baseUrl !== null && !isSafe(baseUrl))
    faults.push(
      `OPENAI_BASE_URL is “${baseUrl.slice(0, 80)}”: it takes an https URL, or http to this machine`,
    )
  const model = value('OPENAI_MODEL')
  const embeddingModel = value('OPENAI_EMBEDDING_MODEL')
  if (model === null && embeddingModel === null)
    faults.push(
      'OPENAI_MODEL is missing: name the model that writes, or OPENAI_EMBEDDING_MODEL the one that embeds, or unset OPENAI_API_KEY',
    )
  // A server of one's own may want no key.
  return { apiKey: apiKey ?? 'none', baseUrl, model, embeddingModel }
}

function crmConfig(value: Read, faults: string[]): Config['crm'] {
  const set = (names: readonly string[]): boolean => names.some((name) => value(name) !== null)
  const isHubspot = set(['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_BASE_URL'])
  const isSalesforce = set(['SALESFORCE_INSTANCE_URL', 'SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET'])
  if (!isHubspot && !isSalesforce) return null
  if (isHubspot && isSalesforce)
    faults.push(
      'HUBSPOT_ACCESS_TOKEN is set, and so is SALESFORCE_CLIENT_ID: one of the two is read, unset the other',
    )
  const need = (name: string, why: string): string => {
    const found = value(name)
    if (found === null) faults.push(`${name} is missing: ${why}`)
    return found ?? ''
  }
  const address = (name: string): string | null => {
    const url = value(name)
    if (url !== null && !isSafe(url))
      faults.push(`${name} is “${url.slice(0, 80)}”: it takes an https URL, or http to this machine`)
    return url?.replace(/\/+$/, '') ?? null
  }
  const common = { tier: crmTier(value, faults), workspace: crmWorkspace(value, faults) }
  if (isHubspot) {
    const accessToken = need('HUBSPOT_ACCESS_TOKEN', "it stands under Auth of HubSpot's private app")
    return { kind: 'hubspot', accessToken, baseUrl: address('HUBSPOT_BASE_URL'), ...common }
  }
  const flow = 'it stands in the connected app whose client credentials flow is on'
  const instanceUrl = address('SALESFORCE_INSTANCE_URL') ?? need('SALESFORCE_INSTANCE_URL', MY_DOMAIN)
  if (/\.lightning\.force\.com$/.test(instanceUrl))
    faults.push(`SALESFORCE_INSTANCE_URL is “${instanceUrl.slice(0, 80)}”: ${MY_DOMAIN}`)
  return {
    kind: 'salesforce',
    instanceUrl,
    clientId: need('SALESFORCE_CLIENT_ID', flow),
    clientSecret: need('SALESFORCE_CLIENT_SECRET', flow),
    ...common,
  }
}

const MY_DOMAIN = "it takes your organisation's own address, such as https://acme.my.salesforce.com"

/** It becomes a part of a query. */
function crmTier(value: Read, faults: string[]): string | null {
  const tier = value('EARSHOT_CRM_TIER')
  if (tier !== null && !/^[A-Za-z]\w{0,79}$/.test(tier))
    faults.push(
      `EARSHOT_CRM_TIER is “${tier.slice(0, 80)}”: it takes the internal name of a field of accounts, such as plan__c`,
    )
  return tier
}

/** What is one company's goes to no other: with OAuth, somebody says to which. */
function crmWorkspace(value: Read, faults: string[]): string | null {
  const workspace = value('EARSHOT_CRM_WORKSPACE')
  if (workspace === null && value('SLACK_CLIENT_ID') !== null)
    faults.push(
      'EARSHOT_CRM_WORKSPACE is missing: with OAuth there are many workspaces, and the CRM belongs to one; it takes an id such as T0123456789',
    )
  if (workspace !== null && !/^[TE][A-Z0-9]{2,}$/.test(workspace))
    faults.push(
      `EARSHOT_CRM_WORKSPACE is “${workspace.slice(0, 80)}”: it takes a workspace's id such as T0123456789`,
    )
  return workspace
}
