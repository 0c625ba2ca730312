import pino from 'pino'
import type { Log } from './slack/deps.js'

/** JSON lines on stdout, or on stderr where stdout is for an answer. What an error carries of feedback, parameters or tokens is cut off: its kind and cause remain. */
export function createLog(level: string, to: 'stdout' | 'stderr' = 'stdout'): Log {
  return pino(
    { level, base: { app: 'earshot' }, serializers: { err: describeFault } },
    pino.destination(to === 'stdout' ? 1 : 2),
  )
}

const SECRET = /\b(xox[a-z]-|xapp-|xoxe[.-]|sk-|pat-|postgres(?:ql)?:\/\/)\S+/g

/** An error for the log: Prisma's messages repeat the arguments of a call, so that only their last line is kept. */
export function describeFault(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200).replace(SECRET, '$1…') }
  const lines = error.message.trim().split('\n')
  const message = error.name.startsWith('PrismaClient') ? (lines.at(-1) ?? '') : (lines[0] ?? '')
  return {
    name: error.name,
    message: message.slice(0, 300).replace(SECRET, '$1…'),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(error.cause === undefined ? {} : { cause: describeFault(error.cause) }),
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at .*\/src\//.test(line))
      .slice(0, 6)
      .map((line) => line.trim()),
  }
}
