import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Measured, round } from './measured.js'
import { portOf } from './server.js'

const NOTES = 20
const IDLE_MS = 10_000
const LIMIT_MB = 400

/** The playground as `npm start` starts it: how long until it answers, and what it holds when it has been used. */
export async function* memory(): AsyncGenerator<Measured> {
  execFileSync(process.execPath, ['scripts/build.js'])
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const port = await freePort()
  try {
    const cold = await startPlayground(folder, port)
    yield { measure: 'first start until it answers, s', seconds: cold.seconds }
    await stop(cold.process)
    const warm = await startPlayground(folder, port)
    yield { measure: 'later start until it answers, s', seconds: warm.seconds }
    await useIt(`http://127.0.0.1:${port}`)
    await sleep(IDLE_MS)
    const megabytes = Math.round(residentMb(warm.process.pid ?? 0))
    yield {
      measure: `resident after ${NOTES} notes and ${IDLE_MS / 1000} s at rest, children with it, MB`,
      megabytes,
      bound: `< ${LIMIT_MB}`,
      holds: megabytes < LIMIT_MB,
    }
    await stop(warm.process)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startPlayground(folder: string, port: number) {
  const began = performance.now()
  const started = spawn(process.execPath, ['dist/main.js'], {
    // Nothing of the caller's settings: they would make it the real app.
    env: { PATH: process.env['PATH'], EARSHOT_DATA_DIR: folder, PORT: `${port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await answers(`http://127.0.0.1:${port}/healthz`))) {
    if (started.exitCode !== null || performance.now() - began > 60_000) throw new Error('it did not start')
    await sleep(10)
  }
  return { process: started, seconds: round((performance.now() - began) / 1000) }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )
}

const state = z.object({
  me: z.object({ id: z.string() }),
  conversations: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
})
const done = z.object({ ok: z.literal(true) })

async function useIt(url: string): Promise<void> {
  const { me, conversations } = state.parse(await (await fetch(`${url}/playground/state`)).json())
  const channel = conversations.find(({ kind }) => kind === 'channel')?.id
  for (let note = 1; note <= NOTES; note += 1) {
    const answer = await fetch(`${url}/playground/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'say',
        as: me.id,
        channel,
        text: `/objection They wait ${note} days for an answer, which is too slow for them`,
      }),
    })
    done.parse(await answer.json())
  }
}

function residentMb(pid: number): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const kilobytes = (of: number): number =>
    rows.reduce(
      (sum, [one = 0, parent = 0, rss = 0]) =>
        sum + (one === of ? rss : 0) + (parent === of ? kilobytes(one) : 0),
      0,
    )
  return kilobytes(pid) / 1024
}

async function stop(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null) return
  started.kill('SIGTERM')
  await once(started, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server.address())
  server.close()
  return port
}
