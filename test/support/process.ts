import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type AppProcess = {
  readonly pid: number
  /** Everything that it has written so far, both streams. */
  readonly output: () => string
  /** Until it has written this. */
  readonly says: (text: string) => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => void
  readonly ended: Promise<Ended>
}

/** The program as it was built, in a process of its own, with these settings and nothing else of this machine's Earshot. */
export function startProcess(
  settings: Readonly<Record<string, string>>,
  script: readonly [string, ...string[]] = ['dist/main.js'],
): AppProcess {
  const child = spawn(process.execPath, script, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      for (const listener of listeners) listener()
    })
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => done({ code, signal }))
  })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (!output.includes(text)) return
          listeners.delete(look)
          done()
        }
        listeners.add(look)
        look()
        void ended.then(() => fail(new Error(`It ended without saying “${text}”: ${output}`)))
      }),
    kill: (signal) => void child.kill(signal),
    ended,
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}
