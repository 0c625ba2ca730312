/** What the app has told Slack in its manifest, and how strict this Slack is. */
import { z } from 'zod'

type SlashCommand = {
  readonly command: string
  readonly description: string
  readonly hint: string
  readonly shouldEscape: boolean
}

type Shortcut = {
  readonly callbackId: string
  readonly name: string
  readonly type: 'global' | 'message'
}

export type AppSettings = {
  readonly id: string
  readonly name: string
  readonly signingSecret: string
  readonly verificationToken: string
  readonly clientId: string
  readonly clientSecret: string
  /** Of Socket Mode: xapp-… */
  readonly appToken: string
  readonly scopes: readonly string[]
  /** Tokens live twelve hours, and are refreshed. */
  readonly tokenRotation: boolean
  /** The bot events that the app subscribes to. */
  readonly events: readonly string[]
  /** Undefined: every command goes to the app. */
  readonly commands: readonly SlashCommand[] | undefined
  readonly shortcuts: readonly Shortcut[]
}

export type Rules = {
  /** How long the app has to acknowledge. */
  readonly ackMs: number
  /** How long a trigger_id lives. */
  readonly triggerMs: number
  readonly responseUrlMs: number
  readonly responseUrlUses: number
  /** Posts that a channel takes at once, before it is held to one a second. */
  readonly postBurst: number
  /** When an event that failed is sent again: after how long. */
  readonly eventRetriesMs: readonly number[]
}

export const SLACKS_RULES: Rules = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  postBurst: 5,
  eventRetriesMs: [0, 60_000, 5 * 60_000],
}

export type AppOptions = Partial<Omit<AppSettings, 'commands'>> & {
  readonly commands?: readonly (Pick<SlashCommand, 'command'> & Partial<SlashCommand>)[]
}

const ALL_SCOPES = [
  'assistant:write',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'reactions:write',
  'usergroups:read',
  'users:read',
  'users:read.email',
]

export function appSettings(options: AppOptions): AppSettings {
  return {
    id: 'A0PLAY0001',
    name: 'earshot',
    signingSecret: 'playground-signing-secret',
    verificationToken: 'playground-verification-token',
    clientId: '1000.2000',
    clientSecret: 'playground-client-secret',
    appToken: 'xapp-1-playground',
    scopes: ALL_SCOPES,
    tokenRotation: false,
    events: ['app_home_opened', 'app_uninstalled', 'message.channels', 'message.im', 'tokens_revoked'],
    shortcuts: [],
    ...options,
    commands: options.commands?.map((command) => ({
      description: '',
      hint: '',
      shouldEscape: false,
      ...command,
    })),
  }
}

/** A yes or no as a form carries it. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1'),
])
