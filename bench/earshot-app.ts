import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createClock } from '../src/clock.js'
import { readConfig } from '../src/config.js'
import { type House, openHouse } from '../src/house.js'
import { createLog } from '../src/log.js'
import { serve } from '../src/serve.js'
import { answerQuestions } from './child.js'
import { cpuNow, question, type Settings } from './server.js'

const dataDir = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
let open: { readonly house: House; stop(): Promise<void> } | null = null

/** The program as it is served; on Postgres where DATABASE_URL is set, else embedded in a folder that goes with it. */
answerQuestions(
  async (asked) => {
    const told = question.parse(asked)
    if (told.kind === 'start') return start(told)
    return told.kind === 'kept' && open ? committed(open.house) : cpuNow()
  },
  async () => {
    await open?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  },
)

async function start({ signingSecret, botToken, slackApiUrl, works }: Settings): Promise<unknown> {
  const config = readConfig({
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    DATABASE_URL: process.env['DATABASE_URL'],
    EARSHOT_DATA_DIR: dataDir,
  })
  const house = await openHouse(config, createClock(), createLog('error'))
  const slack = { kind: 'http', signingSecret, botToken } as const
  const served = await serve(house, { slack, slackApiUrl, port: 0, host: '127.0.0.1', works })
  open = {
    house,
    stop: async () => {
      await served.stop()
      await house.database.close()
    },
  }
  return { port: served.port, database: house.database.kind }
}

const counted = z.array(z.object({ feedback: z.number(), jobs: z.number(), audit: z.number() })).length(1)

/** Jobs that are done are gone: under `works: true` they are fewer. */
async function committed({ database }: House): Promise<unknown> {
  const { rows } = await database.pool.query(`
    SELECT (SELECT count(*)::int FROM feedback) AS feedback,
           (SELECT count(*)::int FROM job WHERE name = 'place') AS jobs,
           (SELECT count(*)::int FROM audit WHERE action = 'capture') AS audit`)
  return counted.parse(rows)[0]
}
