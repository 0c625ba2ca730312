import { startFakeSlack } from '../src/playground/fake-slack.js'
import { buildAll } from './build.js'
import { type Child, startChild } from './child.js'
import { type Loaded, loaded } from './loaded.js'
import { type Measured, mean, median, round } from './measured.js'
import { type Kept, kept, spent, started } from './server.js'

/** Reps at the same moment. With 32, a commit is shared by half as many, and the ratios are about a tenth worse. */
const CONNECTIONS = 64
const PER_SECOND = 200
const ROUND_MS = 2500
const ROUNDS = 4

type Side = { readonly child: Child; readonly port: number; readonly database: string }
type Round = Loaded & { readonly perSecond: number; readonly cpuUs: number }
type Bench = Awaited<ReturnType<typeof openBench>>

/**
 * A durable slash command (signed request → committed feedback, job and audit → answer) against Bolt as it comes,
 * which keeps nothing: each a process of its own, in turn, as ratios, so that what else the machine does falls on both.
 */
export async function* ack(): AsyncGenerator<Measured> {
  const bench = await openBench()
  try {
    const echo = await bench.start('echo-app', false)
    const earshot = await bench.start('earshot-app', false)
    yield* acknowledging(bench, echo, earshot)
    await bench.end(earshot)
    yield* working(bench, echo, await bench.start('earshot-app', true))
  } finally {
    await bench.stop()
  }
}

async function* acknowledging(bench: Bench, echo: Side, earshot: Side): AsyncGenerator<Measured> {
  const { database } = earshot
  const before = await keptBy(earshot)
  const warmUps = [await bench.closed(echo, ROUND_MS), await bench.closed(earshot, ROUND_MS)]
  const same = await bench.closed(echo, ROUND_MS)
  const echoed: Round[] = []
  const acked: Round[] = []
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    echoed.push(await bench.closed(echo, ROUND_MS))
    acked.push(await bench.closed(earshot, ROUND_MS))
  }
  const first = echoed.slice(0, 1)
  const shared = { database, connections: CONNECTIONS, rounds: ROUNDS }
  const throughput = compared('perSecond', acked, echoed)
  yield {
    measure: 'throughput, requests/s',
    ...shared,
    ...throughput,
    sameAgainstSame: compared('perSecond', [same], first).ratio,
    bound: 'ratio ≥ 0.7',
    holds: throughput.ratio >= 0.7,
  }
  const cpu = compared('cpuUs', acked, echoed)
  yield {
    measure: 'CPU per request, µs',
    ...shared,
    ...cpu,
    sameAgainstSame: compared('cpuUs', [same], first).ratio,
    bound: 'ratio ≤ 1.6',
    holds: cpu.ratio <= 1.6,
  }
  const steady = { echo: await bench.open(echo), earshot: await bench.open(earshot) }
  yield {
    measure: `latency at ${PER_SECOND} requests/s, ms`,
    database,
    earshot: latency(steady.earshot),
    echo: latency(steady.echo),
    bound: 'p99 < 100',
    holds: steady.earshot.p99 < 100,
  }
  yield durable(before, await keptBy(earshot), [...warmUps.slice(1), ...acked, steady.earshot])
}

/** Every answer was right, and every one of them is committed. */
function durable(before: Kept, after: Kept, rounds: readonly Round[]): Measured {
  const answered = rounds.reduce((sum, each) => sum + each.requests, 0)
  const wrong = rounds.reduce((sum, each) => sum + each.wrong, 0)
  const feedback = after.feedback - before.feedback
  const jobs = after.jobs - before.jobs
  const audit = after.audit - before.audit
  return {
    measure: 'answered and committed',
    answered,
    wrong,
    feedback,
    jobs,
    audit,
    bound: 'all equal, none wrong',
    holds: wrong === 0 && [feedback, jobs, audit].every((count) => count === answered),
  }
}

function keptBy({ child }: Side): Promise<Kept> {
  return child.ask({ kind: 'kept' }, kept)
}

/** The same while the process places what it acknowledges in themes, which costs more than the acknowledgement. */
async function* working(bench: Bench, echo: Side, earshot: Side): AsyncGenerator<Measured> {
  const before = await keptBy(earshot)
  const echoed = await bench.closed(echo, ROUND_MS)
  const acked = await bench.closed(earshot, ROUND_MS)
  const steady = await bench.open(earshot)
  const after = await keptBy(earshot)
  yield {
    measure: 'while placing themes in the same process',
    database: earshot.database,
    throughput: compared('perSecond', [acked], [echoed]),
    cpuUs: compared('cpuUs', [acked], [echoed]),
    [`latencyAt${PER_SECOND}`]: latency(steady),
    wrong: acked.wrong + steady.wrong,
    placed: after.feedback - before.feedback - (after.jobs - before.jobs),
  }
}

function compared(what: 'perSecond' | 'cpuUs', ours: readonly Round[], theirs: readonly Round[]) {
  const of = (rounds: readonly Round[]): number[] => rounds.map((each) => each[what])
  const ratios = ours.map((each, turn) => each[what] / (theirs[turn]?.[what] ?? Number.NaN))
  return {
    earshot: Math.round(mean(of(ours))),
    echo: Math.round(mean(of(theirs))),
    ratio: round(median(ratios)),
    ratios: ratios.map((ratio) => round(ratio)),
  }
}

function latency({ p50, p99, max, cpuUs }: Round): Readonly<Record<string, number>> {
  return { p50: round(p50), p99: round(p99), max: round(max), cpuUs: Math.round(cpuUs) }
}

async function openBench() {
  await buildAll()
  const slack = await startFakeSlack()
  const workspace = slack.addWorkspace({ name: 'Bench' })
  const { signingSecret } = slack.app
  const load = startChild('load')
  const children = [load]
  const target = {
    signingSecret,
    team: workspace.id,
    user: workspace.addPerson({ name: 'Rita' }).id,
    channel: workspace.addChannel({ name: 'deals' }).id,
    slackUrl: slack.url,
  }
  const run = async ({ child, port }: Side, order: Readonly<Record<string, unknown>>): Promise<Round> => {
    const before = await child.ask({ kind: 'cpu' }, spent)
    const result = await load.ask({ ...target, port, ...order }, loaded)
    const after = await child.ask({ kind: 'cpu' }, spent)
    return {
      ...result,
      perSecond: result.requests / result.seconds,
      cpuUs: (after.cpuUs - before.cpuUs) / result.requests,
    }
  }
  return {
    start: async (module: string, works: boolean): Promise<Side> => {
      const child = startChild(module)
      children.push(child)
      const settings = { slackApiUrl: slack.apiUrl(), signingSecret, botToken: workspace.botToken, works }
      return { child, ...(await child.ask({ kind: 'start', ...settings }, started)) }
    },
    closed: (side: Side, ms: number) => run(side, { kind: 'closed', connections: CONNECTIONS, ms }),
    open: (side: Side) => run(side, { kind: 'open', perSecond: PER_SECOND, ms: 2 * ROUND_MS }),
    end: ({ child }: Side) => child.stop(),
    stop: async () => {
      await Promise.all(children.map((child) => child.stop()))
      await slack.stop()
    },
  }
}
