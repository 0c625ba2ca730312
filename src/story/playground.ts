import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createClock } from '../clock.js'
import { decide } from '../core/recommendations/decide.js'
import type { Config } from '../config.js'
import { embedMissing } from '../core/themes/embed.js'
import { backlog } from '../db/backlog.js'
import { setFlagsFromString } from 'node:v8'
import { type House, openHouse } from '../house.js'
import { serveOperator } from '../operator/socket.js'
import { createFakeSlack, type FakeSlack } from '../playground/fake-slack.js'
import { pageHandler } from '../playground/page-bundle.js'
import { serve, type Served } from '../serve.js'
import type { Log } from '../slack/deps.js'
import { SHORTCUTS } from '../slack/kit/ids.js'
import { BOT_EVENTS, COMMANDS, SCOPES } from '../slack/scopes.js'
import { closeDeals } from './outcomes.js'
import { logNotes, readStory, seedStory, type Story } from './story.js'

export type Playground = {
  readonly port: number
  /** Where it keeps its data. */
  readonly place: string
  stop(): Promise<void>
  close(): Promise<void>
}

const DAY = 24 * 3600 * 1000
const TEAM = 'T0LEDGERLARK'
const APPROVING = 'U0GRACE1H3'
const REJECTING = 'U0SAMK4P9T'
/** A deal of Maya's, who met BrightDeck in it: she is asked whether the answer worked. */
const LOST_TODAY = 'OP-2031'
const SETTINGS = { schedule: '0 9 * * MON', timezone: 'Europe/London' } as const

/** The whole loop on this machine: the real app, against a Slack of our own, with a story to look at. */
export async function startPlayground(config: Config, log: Log): Promise<Playground> {
  // On a laptop, beside everything else: 320 MB instead of 420. It sets what the heap may grow to, and nothing else that is
  // under way; the real app keeps the larger heap, without which a quarter fewer commands are answered in a second.
  setFlagsFromString('--optimize-for-size')
  const place = config.database.kind === 'embedded' ? config.database.dataDir : '.earshot'
  mkdirSync(place, { recursive: true })
  const memory = remember(join(place, 'playground.json'))
  // Earshot was installed before the story began.
  if (memory.messages === null) memory.offset = -13 * 7 * DAY
  const clock = createClock(() => memory.offset)
  // What the story approves is made up: it opens no issue anywhere.
  const house = await openHouse({ ...config, delivery: null }, clock, log)
  try {
    const story = readStory()
    const slack = createSlack(story, clock, (days) => passTime(days))
    const served = await serveHere(house, slack)
    const passTime = async (days: number): Promise<void> => {
      const after = memory.offset + days * DAY
      await colleaguesLog(house, story, { until: new Date(Date.now() + after), days })
      await closeDeals(house, TEAM, { by: new Date(Date.now() + after) })
      // The clock stops at the slot, so that the digest stands at its own time.
      const slot = house.clock.windowAt(
        SETTINGS.schedule,
        SETTINGS.timezone,
        new Date(Date.now() + after),
      ).end
      memory.offset = Math.max(memory.offset, slot.getTime() + 60_000 - Date.now())
      await served.tick()
      await settled(house)
      memory.offset = after
      memory.save(slack.keep())
    }
    await tellStory({ house, slack, served, story, memory })
    serveOperator(house)
    slack.onChange(soon(() => memory.save(slack.keep())))
    return {
      port: served.port,
      place,
      stop: async () => {
        await served.stop()
        slack.halt()
        memory.save(slack.keep())
      },
      close: () => house.database.close(),
    }
  } catch (error) {
    await house.database.close()
    throw error
  }
}

function createSlack(
  story: Story,
  clock: { now(): Date },
  passTime: (days: number) => Promise<void>,
): FakeSlack & { readonly botToken: string } {
  const slack = createFakeSlack({
    clock,
    passTime,
    page: pageHandler(),
    // The story's digests are posted in one go at the first start.
    rules: { postBurst: 60 },
    app: {
      name: 'Earshot',
      scopes: [...Object.keys(SCOPES), 'channels:history'],
      events: BOT_EVENTS,
      commands: COMMANDS,
      shortcuts: SHORTCUTS,
    },
  })
  const workspace = slack.addWorkspace({ id: TEAM, name: 'Ledgerlark' })
  for (const person of story.people)
    workspace.addPerson({
      id: person.id,
      name: person.name,
      title: person.title,
      color: person.color,
      isAdmin: person.role === 'admin',
    })
  workspace.addChannel({
    id: 'C0MARKETING',
    name: 'marketing',
    topic: 'The weekly digest, and what we do about it',
  })
  workspace.addChannel({ id: 'C0DEALS', name: 'deals', topic: 'Log what you hear: /objection or /request' })
  return { ...slack, botToken: workspace.botToken }
}

async function serveHere(house: House, slack: FakeSlack & { readonly botToken: string }): Promise<Served> {
  const { port } = house.config
  const url = `http://127.0.0.1:${port}`
  slack.answersAt(url)
  slack.sendTo(`${url}/slack/events`)
  return serve(
    {
      ...house,
      config: {
        ...house.config,
        first: { ...SETTINGS, digestChannel: 'C0MARKETING', approvers: approversOf() },
      },
    },
    {
      slack: { kind: 'http', signingSecret: slack.app.signingSecret, botToken: slack.botToken },
      slackApiUrl: slack.apiUrl(),
      port,
      host: '127.0.0.1',
      paceMs: 20,
      elsewhere: { handle: slack.handle, upgrade: slack.upgrade },
    },
  )
}

function approversOf(): readonly string[] {
  return readStory()
    .people.filter((person) => person.role === 'approver')
    .map((person) => person.id)
}

type Telling = {
  readonly house: House
  readonly slack: FakeSlack
  readonly served: Served
  readonly story: Story
  readonly memory: Memory
}

/**
 * The first time, the story is written and its last three weeks are lived through: the clock stands at each slot while
 * that week's digest is posted. Later, Slack's messages are as they were left.
 */
async function tellStory({ house, slack, served, story, memory }: Telling): Promise<void> {
  if (memory.messages !== null) {
    slack.restore(memory.messages)
    return
  }
  const today = new Date()
  await admitted(house)
  await settled(house)
  await seedStory(house, TEAM, story, today)
  const last = house.clock.windowAt(SETTINGS.schedule, SETTINGS.timezone, today)
  for (const weeksAgo of [2, 1, 0]) {
    memory.offset = last.end.getTime() - weeksAgo * 7 * DAY + 60_000 - Date.now()
    await served.tick()
    await settled(house)
    if (weeksAgo === 2) await decideInTheStory(house)
  }
  memory.offset = 0
  await closeDeals(house, TEAM, { by: today, lost: [LOST_TODAY] })
  await settled(house)
  await embedMissing(house, TEAM)
  memory.save(slack.keep())
}

/** Two weeks ago somebody approved the first recommendation, and rejected the second. */
async function decideInTheStory(house: House): Promise<void> {
  const [first, second] = await house.store.within(TEAM, (tx) => tx.recommendations.waiting())
  const decisions = [
    [first, APPROVING, { kind: 'approve' }],
    [
      second,
      REJECTING,
      { kind: 'reject', reason: 'Covered by the pricing page that went live in September.' },
    ],
  ] as const
  for (const [recommendation, person, decision] of decisions)
    if (recommendation) await decide(house, { workspaceId: TEAM, person }, recommendation.id, decision)
  await settled(house)
}

/** While a week passes, the colleagues log on: what the story's reps said twelve weeks before. */
async function colleaguesLog(
  house: House,
  story: Story,
  { until, days }: { readonly until: Date; readonly days: number },
): Promise<void> {
  const round = Math.floor(until.getTime() / DAY)
  const rows = story.notes.filter((_, index) => (index + round) % 12 === 0)
  await house.store.within(TEAM, (tx) =>
    logNotes(tx, house.clock, rows, (row) => ({
      key: `${row.external_id}:${round}`,
      heardAt: new Date(until.getTime() - ((rows.indexOf(row) + 1) / (rows.length + 1)) * days * DAY),
    })),
  )
  await embedMissing(house, TEAM)
}

/** The workspace is made known beside the start, when Slack has said whose token it is. */
async function admitted(house: House): Promise<void> {
  for (let rounds = 0; rounds < 400 && (await house.store.workspace(TEAM)) === null; rounds += 1)
    await new Promise((done) => setTimeout(done, 25))
}

/** Until the queue and the outbox have nothing left to do. */
async function settled(house: House): Promise<void> {
  for (let rounds = 0; rounds < 600; rounds += 1) {
    const { jobs, messages } = await backlog(house.database)
    if (jobs + messages === 0) return
    await sleep(50)
  }
  house.log.warn({}, 'the playground still has work to do')
}

type Memory = {
  /** How far the playground's clock is ahead, in ms. */
  offset: number
  /** Slack's messages when it was left; null at the first start. */
  readonly messages: string | null
  save(messages: string): void
}

const remembered = z.object({ offset: z.number(), messages: z.string() })

function remember(file: string): Memory {
  const found = existsSync(file) ? remembered.safeParse(JSON.parse(readFileSync(file, 'utf8'))) : null
  const memory: Memory = {
    offset: found?.data?.offset ?? 0,
    messages: found?.data?.messages ?? null,
    save: (messages) => {
      writeFileSync(`${file}.new`, JSON.stringify({ offset: memory.offset, messages }))
      renameSync(`${file}.new`, file)
    },
  }
  return memory
}

function soon(action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      action()
    }, 500)
    timer.unref()
  }
}
