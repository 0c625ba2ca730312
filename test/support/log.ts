import { describeFault } from '../../src/log.js'
import type { Log, LogFields } from '../../src/slack/deps.js'

export type RecordedLog = Log & {
  /** What was logged so far. */
  lines(): readonly string[]
}

/** A log that a test can read; errors stand in it as in the real one. */
export function recordedLog(): RecordedLog {
  const lines: string[] = []
  const note =
    (level: string) =>
    (fields: LogFields, message: string): void => {
      lines.push(`${level} ${message} ${JSON.stringify(fields, shown)}`)
    }
  return { info: note('info'), warn: note('warn'), error: note('error'), lines: () => lines }
}

function shown(_key: string, value: unknown): unknown {
  return value instanceof Error ? describeFault(value) : value
}
