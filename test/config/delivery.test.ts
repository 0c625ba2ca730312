import { expect, it } from 'vitest'
import { ConfigFault, readConfig } from '../../src/config.js'

const SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

it('knows each destination by its settings, and masks names unless told to show them', () => {
  expect(readConfig({ EARSHOT_GITHUB_TOKEN: '', EARSHOT_WEBHOOK_URL: ' ' }).delivery).toBeNull()
  expect(readConfig({ EARSHOT_GITHUB_TOKEN: 't', EARSHOT_GITHUB_REPO: 'acme/app.js' }).delivery).toEqual({
    kind: 'github',
    token: 't',
    owner: 'acme',
    repo: 'app.js',
    apiUrl: 'https://api.github.com',
    showsNames: false,
  })
  expect(
    readConfig({
      EARSHOT_LINEAR_API_KEY: 'k',
      EARSHOT_LINEAR_TEAM: 'ENG',
      EARSHOT_LINEAR_API_URL: 'http://127.0.0.1:4012/graphql',
      EARSHOT_DELIVERY_NAMES: 'shown',
    }).delivery,
  ).toEqual({
    kind: 'linear',
    apiKey: 'k',
    team: 'ENG',
    apiUrl: 'http://127.0.0.1:4012/graphql',
    showsNames: true,
  })
  expect(
    readConfig({
      EARSHOT_JIRA_URL: 'https://acme.atlassian.net/',
      EARSHOT_JIRA_EMAIL: 'a@acme.example',
      EARSHOT_JIRA_TOKEN: 't',
      EARSHOT_JIRA_PROJECT: 'ENG',
    }).delivery,
  ).toMatchObject({ kind: 'jira', url: 'https://acme.atlassian.net', project: 'ENG' })
  expect(
    readConfig({ EARSHOT_WEBHOOK_URL: 'https://acme.example/h', EARSHOT_WEBHOOK_SECRET: SECRET }).delivery,
  ).toMatchObject({ kind: 'webhook', url: 'https://acme.example/h' })
})

it('names all that is missing or not usable at once, and repeats no secret', () => {
  const faults = faultsOf({
    EARSHOT_JIRA_URL: 'http://jira.example',
    EARSHOT_JIRA_TOKEN: 'hush',
    EARSHOT_JIRA_PROJECT: 'ENG" OR project != "ENG',
    EARSHOT_DELIVERY_NAMES: 'some',
    PORT: '0',
  })
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'EARSHOT_DELIVERY_NAMES',
    'EARSHOT_JIRA_EMAIL',
    'EARSHOT_JIRA_PROJECT',
    'EARSHOT_JIRA_URL',
    'PORT',
  ])
  expect(faults.join()).not.toContain('hush')
  expect(faultsOf({ EARSHOT_WEBHOOK_URL: 'ftp://x', EARSHOT_WEBHOOK_SECRET: 'whsec_c2hvcnQ=' })).toHaveLength(
    2,
  )
  expect(faultsOf({ EARSHOT_GITHUB_REPO: 'acme' })).toEqual([
    "EARSHOT_GITHUB_TOKEN is missing: it takes a token that may write the repository's issues",
    'EARSHOT_GITHUB_REPO is not usable: it takes owner/name',
  ])
})

it('takes one destination, and none where many workspaces would share it', () => {
  const linear = { EARSHOT_LINEAR_API_KEY: 'k', EARSHOT_LINEAR_TEAM: 'ENG' }
  expect(faultsOf({ ...linear, EARSHOT_GITHUB_TOKEN: 't' })).toEqual([
    'EARSHOT_GITHUB_TOKEN, EARSHOT_LINEAR_API_KEY, EARSHOT_LINEAR_TEAM name 2 destinations: keep one of them',
  ])
  const oauth = {
    SLACK_CLIENT_ID: '1',
    SLACK_CLIENT_SECRET: '2',
    SLACK_STATE_SECRET: '3',
    SLACK_SIGNING_SECRET: '4',
    EARSHOT_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  }
  expect(faultsOf({ ...oauth, ...linear })[0]).toContain('serve one workspace')
  expect(faultsOf(oauth)).toEqual([])
})
