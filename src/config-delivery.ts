/** Where approved recommendations go: one destination for all of them. */
export type DeliveryConfig = { readonly showsNames: boolean } & (
  | {
      readonly kind: 'github'
      readonly token: string
      readonly owner: string
      readonly repo: string
      readonly apiUrl: string
    }
  | { readonly kind: 'linear'; readonly apiKey: string; readonly team: string; readonly apiUrl: string }
  | {
      readonly kind: 'jira'
      readonly url: string
      readonly email: string
      readonly token: string
      readonly project: string
    }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }
)

export const NOT_WITH_OAUTH =
  'EARSHOT_GITHUB_…, EARSHOT_LINEAR_…, EARSHOT_JIRA_… and EARSHOT_WEBHOOK_… serve one workspace: with many (OAuth), all of them would write to one tracker. Unset them'

type Read = (name: string) => string | null

/** What makes a destination known, with an example of each. */
const SETTINGS = {
  github: {
    EARSHOT_GITHUB_TOKEN: "a token that may write the repository's issues",
    EARSHOT_GITHUB_REPO: 'owner/name',
  },
  linear: {
    EARSHOT_LINEAR_API_KEY: "a key of Linear's, made under Settings, Security & access",
    EARSHOT_LINEAR_TEAM: "a team's key such as ENG",
  },
  jira: {
    EARSHOT_JIRA_URL: 'https://your-site.atlassian.net',
    EARSHOT_JIRA_EMAIL: 'the address that the token belongs to',
    EARSHOT_JIRA_TOKEN: 'an API token of that account',
    EARSHOT_JIRA_PROJECT: "a project's key such as ENG",
  },
  webhook: {
    EARSHOT_WEBHOOK_URL: 'an https URL, or http to this machine',
    EARSHOT_WEBHOOK_SECRET: 'whsec_ and 24 to 64 bytes in base64',
  },
} as const

type Kind = keyof typeof SETTINGS

/** Null where none is set. Adds to `faults` whatever is missing, not usable, or too many. */
export function deliveryConfig(value: Read, faults: string[]): DeliveryConfig | null {
  const names = namesConfig(value, faults)
  const kinds = (['github', 'linear', 'jira', 'webhook'] as const).filter((kind) =>
    Object.keys(SETTINGS[kind]).some((name) => value(name) !== null),
  )
  const [kind, ...more] = kinds
  if (kind === undefined) return null
  if (more.length > 0) {
    const set = kinds.flatMap((each) => Object.keys(SETTINGS[each]).filter((name) => value(name) !== null))
    faults.push(`${set.join(', ')} name ${kinds.length} destinations: keep one of them`)
    return null
  }
  for (const [name, takes] of Object.entries(SETTINGS[kind]))
    if (value(name) === null) faults.push(`${name} is missing: it takes ${takes}`)
  return { ...destination(kind, (name) => value(name) ?? '', faults), showsNames: names === 'shown' }
}

function namesConfig(value: Read, faults: string[]): 'shown' | 'masked' {
  const names = value('EARSHOT_DELIVERY_NAMES') ?? 'masked'
  if (names === 'shown' || names === 'masked') return names
  faults.push(`EARSHOT_DELIVERY_NAMES is “${names.slice(0, 80)}”: it takes masked or shown`)
  return 'masked'
}

type OneOf<T> = T extends unknown ? Omit<T, 'showsNames'> : never

function destination(kind: Kind, value: (name: string) => string, faults: string[]): OneOf<DeliveryConfig> {
  const check = (name: string, isUsable: (text: string) => boolean, takes: string): string => {
    const text = value(name)
    if (text !== '' && !isUsable(text)) faults.push(`${name} is not usable: it takes ${takes}`)
    return text
  }
  const key = (name: string, takes: string): string =>
    check(name, (text) => /^[A-Za-z][A-Za-z0-9_]*$/.test(text), takes)
  switch (kind) {
    case 'github': {
      const { EARSHOT_GITHUB_REPO } = SETTINGS.github
      const repository = check(
        'EARSHOT_GITHUB_REPO',
        (text) => /^[\w.-]+\/[\w.-]+$/.test(text),
        EARSHOT_GITHUB_REPO,
      )
      const [owner = '', repo = ''] = repository.split('/')
      const url = check('EARSHOT_GITHUB_API_URL', isSafe, 'a URL such as https://github.example.com/api/v3')
      const apiUrl = (url || 'https://api.github.com').replace(/\/+$/, '')
      return { kind, token: value('EARSHOT_GITHUB_TOKEN'), owner, repo, apiUrl }
    }
    case 'linear': {
      const team = key('EARSHOT_LINEAR_TEAM', SETTINGS.linear.EARSHOT_LINEAR_TEAM)
      const url = check('EARSHOT_LINEAR_API_URL', isSafe, 'a URL such as https://api.linear.app/graphql')
      const apiUrl = url || 'https://api.linear.app/graphql'
      return { kind, apiKey: value('EARSHOT_LINEAR_API_KEY'), team, apiUrl }
    }
    case 'jira': {
      const url = check('EARSHOT_JIRA_URL', isSafe, SETTINGS.jira.EARSHOT_JIRA_URL).replace(/\/+$/, '')
      const project = key('EARSHOT_JIRA_PROJECT', SETTINGS.jira.EARSHOT_JIRA_PROJECT)
      return { kind, url, project, email: value('EARSHOT_JIRA_EMAIL'), token: value('EARSHOT_JIRA_TOKEN') }
    }
    case 'webhook': {
      const { EARSHOT_WEBHOOK_URL, EARSHOT_WEBHOOK_SECRET } = SETTINGS.webhook
      return {
        kind,
        url: check('EARSHOT_WEBHOOK_URL', isSafe, EARSHOT_WEBHOOK_URL),
        secret: check('EARSHOT_WEBHOOK_SECRET', isWebhookSecret, EARSHOT_WEBHOOK_SECRET),
      }
    }
  }
}

/** As the Standard Webhooks specification has it. */
function isWebhookSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1]
  const { length } = Buffer.from(encoded ?? '', 'base64')
  return encoded !== undefined && length >= 24 && length <= 64
}

/** What carries a secret goes over https, or stays on this machine. */
export function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
  )
}
