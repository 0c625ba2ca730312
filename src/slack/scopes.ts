/** What Earshot asks of a workspace, each with its reason; the manifest and the README list the same. */
export const SCOPES = {
  commands: '/objection, /request, /earshot and the shortcuts',
  'chat:write': 'the digest, its thread, and direct messages to reps',
  'channels:read': 'refuses a digest channel that other companies read',
  'groups:read': 'the same for private channels',
  'users:read': 'who is an admin, who is a guest',
  'usergroups:read': 'user groups as approvers',
  'im:history': 'reads what people ask in the Messages tab',
  'assistant:write': 'what can be asked there, and that Earshot is counting',
} as const

export const BOT_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'message.im',
  'subteam_members_changed',
  'tokens_revoked',
] as const

export const COMMANDS = [
  {
    command: '/objection',
    description: 'Log a reason not to buy',
    hint: 'what they said [@account] [#area] [$50k]',
  },
  {
    command: '/request',
    description: 'Log something a customer wants',
    hint: 'what they want [@account] [#area] [$50k]',
  },
  {
    command: '/earshot',
    description: 'Digest, themes, answers, settings',
    hint: 'help | ask QUESTION | digest | themes | theme NAME | answers | coverage | setup',
  },
] as const
