import type { Writable } from 'node:stream'

/** Where a command's words go: a terminal, or the socket of the process that asked. */
export type Io = {
  out(text: string): void
  err(text: string): void
  /** Until the reader has taken most of it: between the pages of what is long. */
  drained(): Promise<void>
  /** How far long work has come. */
  progress(label: string, done: number, total: number): void
  /** Relative file names are meant from here. */
  readonly cwd: string
}

/** sysexits.h */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 64,
  badData: 65,
  noFile: 66,
  unavailable: 69,
  fault: 70,
  cantCreate: 73,
} as const

/** What the operator has to mend, in a sentence. */
export class OperatorFault extends Error {
  override readonly name = 'OperatorFault'
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message)
  }
}

/** A file that can't be read or written is for the operator to mend; any other fault stays one. */
export function fileFault(error: unknown, name: string, exit: number): unknown {
  const why = error instanceof Error && 'code' in error ? FILE_FAULTS.get(String(error.code)) : undefined
  return why === undefined ? error : new OperatorFault(`${name} ${why}.`, exit)
}

const FILE_FAULTS = new Map([
  ['ENOENT', 'is not there'],
  ['ENOTDIR', 'is not there'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'is closed to this user'],
  ['EPERM', 'is closed to this user'],
  ['EROFS', 'is on a disk that takes no writing'],
  ['ENOSPC', 'does not fit: the disk is full'],
])

/** Settles when the stream takes more, or will never again. */
export function drainOf(stream: Writable): Promise<void> {
  if (!stream.writableNeedDrain || stream.destroyed) return Promise.resolve()
  return new Promise((done) => {
    const settle = (): void => {
      stream.off('drain', settle).off('close', settle).off('error', settle)
      done()
    }
    stream.on('drain', settle).on('close', settle).on('error', settle)
  })
}
