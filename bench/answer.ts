import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startFakeSlack } from '../src/playground/fake-slack.js'
import { sign } from '../src/playground/signing.js'
import { buildAll } from './build.js'
import { startChild } from './child.js'
import { connect } from './connection.js'
import { audienceNote } from './history.js'
import { type Measured, quantile, round } from './measured.js'
import { portOf, started } from './server.js'

const WARM = 20
const ASKED = 200
const P50_MS = 300
const P95_MS = 1000
const SIZE = { feedback: 100_000, themes: 5000, answers: 2000, offerings: 500 } as const

/**
 * From the signed request to the private card on its response_url, one rep after the other, on the embedded database with
 * local models, beside 100,000 notes in 5,000 themes, 2,000 answers and 500 offerings.
 */
export async function* answer(): AsyncGenerator<Measured> {
  await buildAll()
  const slack = await startFakeSlack()
  const cards = await startCards()
  const child = startChild('answer-app')
  try {
    const workspace = slack.addWorkspace({ name: 'Bench' })
    const { signingSecret } = slack.app
    const settings = {
      kind: 'start',
      slackApiUrl: slack.apiUrl(),
      signingSecret,
      botToken: workspace.botToken,
      works: true,
    }
    const { port } = await child.ask({ ...settings, team: workspace.id, ...SIZE }, started)
    const form = {
      team_id: workspace.id,
      user_id: workspace.addPerson({ name: 'Rita' }).id,
      channel_id: workspace.addChannel({ name: 'deals' }).id,
    }
    const times = new Map<string, number[]>([
      ['/objection', []],
      ['/request', []],
    ])
    const said = { answers: 0, verdicts: 0 }
    for (let index = 0; index < ASKED + WARM; index += 1) {
      const command = index % 2 === 0 ? '/objection' : '/request'
      const token = randomBytes(8).toString('hex')
      const body = new URLSearchParams({
        ...form,
        command,
        text: `${audienceNote(index * 1361)}, once more`,
        trigger_id: token,
        response_url: `${cards.url}/${token}`,
      }).toString()
      const timestamp = Math.floor(Date.now() / 1000)
      const connection = await connect(port)
      const begun = performance.now()
      const arrived = cards.next(token)
      const { status } = await connection.post('/slack/events', body, {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': sign(signingSecret, timestamp, body),
      })
      if (status !== 200) throw new Error(`the command was answered with ${status}`)
      const card = await arrived
      const took = performance.now() - begun
      connection.close()
      if (index >= WARM) {
        times.get(command)?.push(took)
        if (card.includes('Say that line')) said.answers += 1
        if (card.includes('Offering ')) said.verdicts += 1
      }
      await sleep(100)
    }
    const all = [...times.values()].flat()
    const [p50, p95] = [quantile(all, 0.5), quantile(all, 0.95)]
    yield {
      measure: 'from the signed request to the card, ms',
      ...SIZE,
      asked: ASKED,
      p50: round(p50),
      p95: round(p95),
      max: round(Math.max(...all)),
      bound: `p50 ≤ ${P50_MS}, p95 ≤ ${P95_MS}`,
      holds: p50 <= P50_MS && p95 <= P95_MS,
    }
    for (const [command, of] of times)
      yield { measure: command, p50: round(quantile(of, 0.5)), p95: round(quantile(of, 0.95)) }
    yield { measure: `of ${ASKED} cards`, 'with an answer': said.answers, 'with an offering': said.verdicts }
  } finally {
    await child.stop()
    await cards.stop()
    await slack.stop()
  }
}

/** Where the cards arrive: each response_url has a token of its own. */
async function startCards() {
  const waiting = new Map<string, (card: string) => void>()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      response.end('ok')
      const token = request.url?.slice(1) ?? ''
      waiting.get(token)?.(body)
      waiting.delete(token)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    next: (token: string) => new Promise<string>((done) => waiting.set(token, done)),
    stop: () => new Promise((done) => server.close(done)),
  }
}
