/** Where a command's words go: a terminal, or the socket of the process that asked. */
export type Io = {
  out(text: string): void
  err(text: string): void
  /** How far long work has come. */
  progress(label: string, done: number, total: number): void
  /** Relative file names are meant from here. */
  readonly cwd: string
}

/** sysexits.h */
export const EXIT = { ok: 0, failed: 1, usage: 64, badData: 65, noFile: 66, unavailable: 69 } as const

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
