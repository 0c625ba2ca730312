import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createClock } from '../src/clock.js'
import { readConfig } from '../src/config.js'
import { importAnswers } from '../src/core/answers/import.js'
import { openHouse, type House } from '../src/house.js'
import { createLog } from '../src/log.js'
import { serve } from '../src/serve.js'
import { answerQuestions } from './child.js'
import { addHistory, audienceNote } from './history.js'

const question = z.object({
  slackApiUrl: z.string(),
  signingSecret: z.string(),
  botToken: z.string(),
  team: z.string(),
  feedback: z.number(),
  themes: z.number(),
  answers: z.number(),
  offerings: z.number(),
})
type Settings = z.infer<typeof question>

const dataDir = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
let stop: () => Promise<void> = async () => undefined

/** The program as it is served, embedded, over a workspace with a past. */
answerQuestions(
  async (asked) => start(question.parse(asked)),
  async () => {
    await stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
)

async function start(settings: Settings): Promise<unknown> {
  const { signingSecret, botToken, slackApiUrl, team } = settings
  const env = { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken, EARSHOT_DATA_DIR: dataDir }
  const house = await openHouse(readConfig(env), createClock(), createLog('error'))
  const slack = { kind: 'http', signingSecret, botToken } as const
  const served = await serve(house, { slack, slackApiUrl, port: 0, host: '127.0.0.1' })
  stop = async () => {
    await served.stop()
    await house.database.close()
  }
  while (!(await house.store.workspace(team))) await new Promise((done) => setTimeout(done, 50))
  await fill(house, settings)
  return { port: served.port, database: house.database.kind }
}

async function fill(house: House, of: Settings): Promise<void> {
  const { store, clock, database, embedder } = house
  await addHistory(database, embedder, {
    workspaceId: of.team,
    count: of.feedback,
    memory: '512MB',
    themes: of.themes,
    hasRequests: true,
  })
  await store.within(of.team, async (tx) => {
    const objections = (await tx.themes.all()).filter(({ kind }) => kind === 'objection')
    await importAnswers(
      tx,
      clock,
      Array.from({ length: of.answers }, (_, index) => ({
        externalId: `A${index}`,
        theme: objections[index % objections.length]?.title ?? '',
        text: `Say that line ${index}: most who asked found that it pays within a year, and name three who did.`,
        owner: 'U0OWNER',
        reviewDate: new Date('2099-01-01'),
        link: `https://example.com/${index}`,
        state: null,
      })),
    )
    // Not by an import's verb: it would judge 50,000 old requests anew beside what is measured.
    await tx.catalogue.saveAll(
      Array.from({ length: of.offerings }, (_, index) => ({
        id: clock.newId(),
        externalId: `O${index}`,
        name: `Offering ${index}: ${audienceNote(index * 41).split(',')[0] ?? ''}`,
        tier: ['Team', 'Business', 'Enterprise'][index % 3] ?? null,
        description: `What ${audienceNote(index * 41)} need, ready to use.`,
        synonyms: [
          audienceNote(index * 41 + 7)
            .split(' ')
            .slice(0, 3)
            .join(' '),
        ],
        status: 'sold' as const,
        note: null,
        link: `https://example.com/offering/${index}`,
        plannedWording: null,
      })),
    )
  })
}
