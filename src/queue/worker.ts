import type { JobRow, JobRows } from './rows.js'

/** A fault that no further attempt mends. */
export class Permanent extends Error {
  override readonly name: string = 'Permanent'
}

/** A fault that says when the next attempt makes sense: a service that asks for a pause. */
export class Later extends Error {
  override readonly name: string = 'Later'
  constructor(
    message: string,
    readonly afterMs: number,
  ) {
    super(message)
  }
}

export type JobKind = {
  /** The last attempt; after it the job is dead, and to be seen by `doctor`. */
  readonly attempts: number
  readonly leaseMs: number
  readonly run: (job: JobRow) => Promise<void>
}

export type Loop = {
  /** There may be something to do. */
  wake(): void
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>
}

export type LoopFault = (fields: Readonly<Record<string, unknown>>, message: string) => void

/** Runs jobs as they come due; many processes may run it on one database. */
export function startWorker(
  rows: JobRows,
  kinds: ReadonlyMap<string, JobKind>,
  options: {
    readonly pollMs: number
    readonly onFault: LoopFault
    /** How many jobs may be under way at once, so that a slow one keeps no other waiting. */
    readonly lanes: number
    /** Asked before each claim: resolves when what matters more is through, or has had its turn. */
    readonly giveWay: () => Promise<void>
  },
): Loop {
  const leaseMs = Math.max(...[...kinds.values()].map((kind) => kind.leaseMs))
  return startLoop(options, {
    count: options.lanes,
    claim: async (limit) => {
      await options.giveWay()
      return rows.claim(limit, leaseMs)
    },
    run: (job) => runOne(rows, kinds.get(job.name), job, options.onFault),
  })
}

async function runOne(
  rows: JobRows,
  kind: JobKind | undefined,
  job: JobRow,
  onFault: LoopFault,
): Promise<void> {
  if (!kind) {
    await rows.bury(job, 'no handler of this name')
    return
  }
  try {
    // A job that ends its process would otherwise be claimed for ever.
    if (job.attempts > kind.attempts) throw new Permanent('too many attempts')
    await kind.run(job)
    await rows.finish(job)
  } catch (error) {
    onFault({ job: job.name, id: job.id, attempts: job.attempts, err: error }, 'job failed')
    const text = error instanceof Error ? error.message : String(error)
    if (error instanceof Permanent || job.attempts >= kind.attempts) await rows.bury(job, text)
    else
      await rows.retry(job, Math.max(backoff(job.attempts), error instanceof Later ? error.afterMs : 0), text)
  }
}

/** 1 s, 2 s, 4 s … to ten minutes. */
export function backoff(attempts: number): number {
  return Math.min(1000 * 2 ** (attempts - 1), 600_000)
}

export type Lanes<Row> = {
  /** How many may be under way at once, so that a slow one keeps no other waiting. */
  readonly count: number
  readonly claim: (limit: number) => Promise<readonly Row[]>
  /** Settles the row's fate itself; a rejection is a fault of the database. */
  readonly run: (row: Row) => Promise<void>
}

/** Claims while there is work and a free lane, then rests until woken or for `pollMs`. A fault of the database is waited out. */
export function startLoop<Row>(
  options: { readonly pollMs: number; readonly onFault: LoopFault },
  lanes: Lanes<Row>,
): Loop {
  const underWay = new Set<Promise<void>>()
  const told: { awake: boolean; stopped: boolean } = { awake: true, stopped: false }
  let rouse: () => void = () => undefined

  // Asked anew after an await: a wake may have come meanwhile.
  const isAwake = (): boolean => told.awake
  const wake = (): void => {
    told.awake = true
    rouse()
  }
  const rest = (ms: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, ms)
      rouse = () => {
        clearTimeout(timer)
        done()
      }
    })
  const start = (row: Row): void => {
    const work = lanes
      .run(row)
      .catch((error: unknown) => options.onFault({ err: error }, 'queue: an outcome was not written down'))
      .finally(() => {
        underWay.delete(work)
        wake()
      })
    underWay.add(work)
  }
  const run = async (): Promise<void> => {
    while (!told.stopped) {
      told.awake = false
      try {
        const free = lanes.count - underWay.size
        const claimed = free > 0 ? await lanes.claim(free) : []
        claimed.forEach(start)
        if (claimed.length === 0 && !isAwake()) await rest(options.pollMs)
      } catch (error) {
        options.onFault({ err: error }, 'queue: waits for the database')
        await rest(Math.max(options.pollMs, 1000))
      }
    }
    await Promise.all(underWay)
  }
  const running = run()
  return {
    wake,
    stop: async () => {
      told.stopped = true
      rouse()
      await running
    },
  }
}
