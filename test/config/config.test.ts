import { expect, it } from 'vitest'
import { ConfigFault, readConfig } from '../../src/config.js'

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

it('with nothing set, or everything empty, is the playground on the embedded database', () => {
  const config = readConfig({ SLACK_BOT_TOKEN: '', DATABASE_URL: ' ', PORT: '' })
  expect(config).toMatchObject({
    slack: { kind: 'playground' },
    database: { kind: 'embedded', dataDir: '.earshot' },
    port: 3000,
    openai: null,
    delivery: null,
    first: { schedule: '0 9 * * MON', timezone: 'UTC', digestChannel: null, approvers: [] },
  })
})

it('knows HTTP, Socket Mode and OAuth by what is set', () => {
  expect(readConfig({ SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1' }).slack.kind).toBe('http')
  expect(readConfig({ SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1' }).slack.kind).toBe('socket')
  expect(
    readConfig({
      SLACK_CLIENT_ID: '1',
      SLACK_CLIENT_SECRET: '2',
      SLACK_STATE_SECRET: '3',
      SLACK_SIGNING_SECRET: '4',
      EARSHOT_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    }).slack.kind,
  ).toBe('oauth')
})

it('names every fault at once, and no secret', () => {
  const faults = faultsOf({
    SLACK_SIGNING_SECRET: 'hush',
    DATABASE_URL: 'mysql://root:hush@db',
    PORT: '99999',
    EARSHOT_TIMEZONE: 'Mars/Olympus',
    EARSHOT_DIGEST_SCHEDULE: 'weekly',
    EARSHOT_APPROVERS: 'U1, bob',
    LOG_LEVEL: 'loud',
    OPENAI_BASE_URL: 'http://model.example/v1',
    OPENAI_MODEL: 'small',
  })
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'DATABASE_URL',
    'EARSHOT_APPROVERS',
    'EARSHOT_DIGEST_SCHEDULE',
    'EARSHOT_TIMEZONE',
    'LOG_LEVEL',
    'OPENAI_BASE_URL',
    'PORT',
    'SLACK_BOT_TOKEN',
  ])
  expect(faults.join()).not.toContain('hush')
})

it('reads one CRM, and says what is missing or wrong of it', () => {
  expect(readConfig({ HUBSPOT_ACCESS_TOKEN: 'pat-1', EARSHOT_CRM_TIER: 'plan' }).crm).toEqual({
    kind: 'hubspot',
    accessToken: 'pat-1',
    baseUrl: null,
    tier: 'plan',
    workspace: null,
  })
  const salesforce = {
    SALESFORCE_INSTANCE_URL: 'https://acme.my.salesforce.com/',
    SALESFORCE_CLIENT_ID: 'id',
    SALESFORCE_CLIENT_SECRET: 'hush',
  }
  expect(readConfig(salesforce).crm).toMatchObject({ instanceUrl: 'https://acme.my.salesforce.com' })
  expect(readConfig({ HUBSPOT_ACCESS_TOKEN: ' ', SALESFORCE_CLIENT_ID: '' }).crm).toBeNull()
  const both = { ...salesforce, HUBSPOT_ACCESS_TOKEN: 'pat-hush' }
  expect(faultsOf(both)).toEqual([
    'HUBSPOT_ACCESS_TOKEN is set, and so is SALESFORCE_CLIENT_ID: one of the two is read, unset the other',
  ])
  const wrong = faultsOf({
    SALESFORCE_INSTANCE_URL: 'http://acme.example',
    SALESFORCE_CLIENT_SECRET: 'hush',
    EARSHOT_CRM_TIER: "Plan__c FROM Account WHERE Name != ''",
    EARSHOT_CRM_WORKSPACE: 'acme',
  })
  expect(wrong.map((fault) => fault.split(' ')[0])).toEqual([
    'EARSHOT_CRM_TIER',
    'EARSHOT_CRM_WORKSPACE',
    'SALESFORCE_INSTANCE_URL',
    'SALESFORCE_CLIENT_ID',
  ])
  expect(wrong.join()).not.toContain('hush')
  expect(faultsOf({ ...salesforce, SALESFORCE_INSTANCE_URL: 'https://acme.lightning.force.com' })).toEqual([
    "SALESFORCE_INSTANCE_URL is “https://acme.lightning.force.com”: it takes your organisation's own address, such as https://acme.my.salesforce.com",
  ])
  expect(faultsOf({ HUBSPOT_BASE_URL: 'https://hubspot.example' })).toEqual([
    "HUBSPOT_ACCESS_TOKEN is missing: it stands under Auth of HubSpot's private app",
  ])
})

it('asks which of many workspaces a CRM belongs to', () => {
  const many = {
    HUBSPOT_ACCESS_TOKEN: 'pat-1',
    SLACK_CLIENT_ID: '1',
    SLACK_CLIENT_SECRET: '2',
    SLACK_STATE_SECRET: '3',
    SLACK_SIGNING_SECRET: '4',
    EARSHOT_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  }
  expect(faultsOf(many).map((fault) => fault.split(' ')[0])).toEqual(['EARSHOT_CRM_WORKSPACE'])
  expect(readConfig({ ...many, EARSHOT_CRM_WORKSPACE: 'T0123456789' }).crm?.workspace).toBe('T0123456789')
})
