import type { Asker, Clock, Embedder, Judge, Store, Writer } from '../core/ports.js'
import type { Tracker } from '../core/delivery/tracker.js'
import type { Crm } from '../core/crm/crm.js'

/** What Slack's conversations need: core's ports, and where to say what went wrong. */
export type SlackDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly embedder: Embedder
  readonly writer: Writer
  readonly judge: Judge | null
  readonly asker: Asker | null
  /** Null: accounts and opportunities come as files. */
  readonly crm: Crm | null
  /** Null: nothing is delivered outside of Slack. */
  readonly tracker: Pick<Tracker, 'label'> | null
  readonly log: Log
  readonly runsOn: RunsOn
}

/** What the Home tab says of the machine. */
export type RunsOn = {
  readonly database: 'embedded' | 'postgres'
  readonly slack: 'http' | 'socket' | 'oauth' | 'playground'
}

export type Log = {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/** Ids, counts and causes; never feedback text, never tokens. */
export type LogFields = Readonly<Record<string, unknown>>
