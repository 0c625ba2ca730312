import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { DeliveryConfig } from '../../src/config-delivery.js'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { freePort } from '../support/process.js'
import { startProxy, type CuttingProxy } from '../support/trackers/proxy.js'
import { only, textOf } from '../support/seen.js'
import { aDigest, thread } from '../support/week.js'
import { peer, startPeer } from './support/peers.js'

const GITHUB_TOKEN = 'ghp_seeded'
const LINEAR_TOKEN = 'lin_test_admin'
const HOUR = 3600 * 1000
const folder = mkdtempSync(join(tmpdir(), 'earshot-trackers-'))
let github = ''
let linear = ''
const stops: (() => void)[] = []
let proxy: CuttingProxy | null = null
let earshot: Earshot
let digest: ShownMessage

/** emulate: GitHub's REST and Linear's GraphQL, by other people. It wants Node 22; NODE_24 names one where this is older. */
beforeAll(async () => {
  github = await start('github', (url) => `${url}/rate_limit`, {
    users: [{ login: 'octocat', name: 'The Octocat' }],
    tokens: { [GITHUB_TOKEN]: { login: 'octocat', scopes: ['repo'] } },
    repos: [{ owner: 'octocat', name: 'app', auto_init: true }],
  })
  const states = ['backlog', 'unstarted', 'started', 'completed', 'canceled']
  linear = await start('linear', (url) => url, {
    users: [{ email: 'admin@example.com', name: 'Admin', admin: true }],
    teams: [{ key: 'EAR', name: 'Earshot', states: states.map((type) => ({ name: type, type })) }],
  })
})

afterEach(async () => {
  await earshot.stop()
  await proxy?.stop()
  proxy = null
})
afterAll(() => {
  for (const stop of stops) stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(service: string, alive: (url: string) => string, seed: object): Promise<string> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const file = join(folder, `${service}.json`)
  writeFileSync(file, JSON.stringify({ [service]: { ...seed, tokens: undefined }, ...tokensOf(seed) }))
  const args = [peer('emulate/dist/index.js'), 'start', '--service', service, '--port', String(port)]
  const node = process.env['NODE_24'] ?? process.execPath
  stops.push(await startPeer(node, [...args, '--seed', file], alive(url)))
  return url
}

/** emulate reads tokens beside the services. */
function tokensOf(seed: object): object {
  return 'tokens' in seed ? { tokens: seed.tokens } : {}
}

async function approved(delivery: DeliveryConfig): Promise<void> {
  earshot = await startEarshot({ delivery })
  digest = await aDigest(earshot)
  await earshot.mona.presses(digest, 'Approve')
  await earshot.settled()
}

async function anHourPasses(): Promise<void> {
  await earshot.pass(HOUR + 1000)
  await earshot.tick()
  await earshot.settled()
}

const said = (text: string): readonly ShownMessage[] =>
  thread(earshot, digest).filter((message) => textOf(message).includes(text))

describe("emulate's GitHub", () => {
  const config = (apiUrl: string): DeliveryConfig => ({
    kind: 'github',
    token: GITHUB_TOKEN,
    owner: 'octocat',
    repo: 'app',
    apiUrl,
    showsNames: false,
  })
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { authorization: `token ${GITHUB_TOKEN}`, 'content-type': 'application/json' }
    return (await fetch(`${github}/repos/octocat/app${path}`, { ...init, headers })).json()
  }
  const issues = async () =>
    z
      .array(z.object({ number: z.number(), title: z.string(), body: z.string() }))
      .parse(await call('/issues?state=all'))
  const change = (number: number, fields: object) =>
    call(`/issues/${number}`, { method: 'PATCH', body: JSON.stringify(fields) })

  it('has one issue although its answer was lost, and says when it is done', async () => {
    proxy = await startProxy(github, (request) => request.method === 'POST')
    await approved(config(proxy.url))
    expect(await issues()).toHaveLength(1)
    expect(said('is in GitHub')).toEqual([])
    await earshot.pass(31_000)
    const { number, body } = only(await issues())
    expect(body).toContain('BrightDeck is cheaper than you are')
    only(said('is in GitHub octocat/app'))
    await change(number, { assignees: ['octocat'] })
    await anHourPasses()
    only(said('is started'))
    await change(number, { state: 'closed', state_reason: 'completed' })
    await anHourPasses()
    await anHourPasses()
    only(said('2 reps behind it hear of it'))
    for (const rep of [earshot.rita, earshot.sam])
      expect(rep.sees('@earshot').filter((message) => textOf(message).includes('shipped.'))).toHaveLength(1)
  })
})

describe("emulate's Linear", () => {
  const config = (apiUrl: string): DeliveryConfig => ({
    kind: 'linear',
    apiKey: LINEAR_TOKEN,
    team: 'EAR',
    apiUrl,
    showsNames: false,
  })
  const ask = async (query: string, variables: object = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${LINEAR_TOKEN}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ query, variables })
    return (await fetch(`${linear}/graphql`, { method: 'POST', headers, body })).json()
  }
  const listed = z.object({
    data: z.object({
      issues: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            description: z.string().nullable(),
            team: z.object({ key: z.string() }),
          }),
        ),
      }),
      workflowStates: z.object({
        nodes: z.array(z.object({ id: z.string(), type: z.string(), team: z.object({ key: z.string() }) })),
      }),
    }),
  })
  const look = async () => {
    const query = `{ issues { nodes { id title description team { key } } } workflowStates { nodes { id type team { key } } } }`
    const { data } = listed.parse(await ask(query))
    return {
      issues: data.issues.nodes.filter(({ team }) => team.key === 'EAR'),
      stateOf: (type: string) =>
        data.workflowStates.nodes.find((state) => state.team.key === 'EAR' && state.type === type)?.id,
    }
  }
  const turn = (id: string, stateId: string | undefined) =>
    ask(
      'mutation($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success } }',
      {
        id,
        input: { stateId },
      },
    )

  it('has one issue although its answer was lost, and says when it is done', async () => {
    proxy = await startProxy(linear, (_, body) => body.includes('issueCreate'))
    await approved(config(`${proxy.url}/graphql`))
    expect((await look()).issues).toHaveLength(1)
    expect(said('is in Linear')).toEqual([])
    await earshot.pass(31_000)
    const { issues, stateOf } = await look()
    const { id, description } = only(issues)
    expect(description).toContain('BrightDeck is cheaper than you are')
    only(said('is in Linear EAR'))
    await turn(id, stateOf('started'))
    await anHourPasses()
    only(said('is started'))
    await turn(id, stateOf('completed'))
    await anHourPasses()
    await anHourPasses()
    only(said('2 reps behind it hear of it'))
    for (const rep of [earshot.rita, earshot.sam])
      expect(rep.sees('@earshot').filter((message) => textOf(message).includes('shipped.'))).toHaveLength(1)
  })
})
