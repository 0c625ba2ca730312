import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sign } from '../src/playground/signing.js'
import { answerQuestions } from './child.js'
import { connect, type Connection } from './connection.js'
import { order, type Target } from './loaded.js'
import { quantile } from './measured.js'

type Tally = { readonly latencies: number[]; wrong: number }

/** The load generator, a process of its own. */
answerQuestions(async (asked) => {
  const told = order.parse(asked)
  const tally: Tally = { latencies: [], wrong: 0 }
  const start = performance.now()
  if (told.kind === 'closed') await closedLoop(told, told.connections, tally)
  else await openLoop(told, told.perSecond, tally)
  const { latencies, wrong } = tally
  return {
    requests: latencies.length,
    wrong,
    seconds: (performance.now() - start) / 1000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    max: quantile(latencies, 1),
  }
})

async function closedLoop(to: Target, connections: number, tally: Tally): Promise<void> {
  const end = performance.now() + to.ms
  const rep = async (): Promise<void> => {
    let connection = await connect(to.port)
    while (performance.now() < end) {
      if (!connection.isOpen()) connection = await connect(to.port)
      await objectOnce(connection, to, performance.now(), tally)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, rep))
}

/** Latency counts from when a request was due, so that a stalled server is charged for all that it kept waiting. */
async function openLoop(to: Target, perSecond: number, tally: Tally): Promise<void> {
  const total = Math.floor((to.ms / 1000) * perSecond)
  const idle: Connection[] = await Promise.all(Array.from({ length: 32 }, () => connect(to.port)))
  const under: Promise<void>[] = []
  const start = performance.now()
  // The longest idle goes first: a server drops what has rested for five seconds.
  const send = async (due: number): Promise<void> => {
    const rested = idle.shift()
    const connection = rested?.isOpen() === true ? rested : await connect(to.port)
    await objectOnce(connection, to, due, tally)
    idle.push(connection)
  }
  while (under.length < total) {
    const due = start + (under.length * 1000) / perSecond
    if (due <= performance.now()) under.push(send(due))
    else await sleep(1)
  }
  await Promise.all(under)
  for (const connection of idle) connection.close()
}

/** A connection that breaks is a wrong answer too. */
async function objectOnce(connection: Connection, to: Target, since: number, tally: Tally): Promise<void> {
  const { text, body } = slashCommand(to)
  const seconds = Math.floor(Date.now() / 1000)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': `${seconds}`,
    'x-slack-signature': sign(to.signingSecret, seconds, body),
  }
  const answer = await connection.post('/slack/events', body, headers).catch(() => null)
  tally.latencies.push(performance.now() - since)
  if (answer?.status !== 200 || !answer.text.includes(text)) tally.wrong += 1
}

/** As Slack sends it; the text and the trigger_id are never the same twice. */
function slashCommand(to: Target): { readonly text: string; readonly body: string } {
  const id = randomBytes(8).toString('hex')
  const text = `They say it is too expensive, and a rival is cheaper ${id} #pricing @Acme $50k`
  const body = new URLSearchParams({
    token: 'verification',
    team_id: to.team,
    team_domain: 'bench',
    channel_id: to.channel,
    channel_name: 'deals',
    user_id: to.user,
    user_name: 'rita',
    command: '/objection',
    text,
    api_app_id: 'A0BENCH0000',
    is_enterprise_install: 'false',
    response_url: `${to.slackUrl}/commands/${id}`,
    trigger_id: `1700000000.${id}`,
  }).toString()
  return { text, body }
}
