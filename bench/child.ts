import { type ChildProcess, fork } from 'node:child_process'
import type { z } from 'zod'
import { builtModule } from './build.js'

/** A process of its own that answers one question at a time. */
export type Child = {
  ask<T>(question: object, answer: z.ZodType<T>): Promise<T>
  stop(): Promise<void>
}

/** Starts one of the bench's own modules. BENCH_NODE_ARGS: such as --cpu-prof, to look closer. */
export function startChild(name: string): Child {
  const child = fork(builtModule(name), { execArgv: process.env['BENCH_NODE_ARGS']?.split(' ') ?? [] })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    ask: async (question, answer) => answer.parse(await answerOf(child, question)),
    stop: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

function answerOf(child: ChildProcess, question: object): Promise<unknown> {
  return new Promise((done, fail) => {
    const onExit = (code: number | null): void =>
      fail(new Error(`the process ended with ${code ?? 'a signal'}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      done(message)
    })
    child.send(question)
  })
}

/** The child's side: answers each question; ends when its parent does, or lets go. */
export function answerQuestions(
  answer: (question: unknown) => Promise<unknown>,
  onEnd: () => Promise<void> = async () => undefined,
): void {
  process.on('message', (question) => {
    void answer(question).then((said) => process.send?.(said))
  })
  process.once('disconnect', () => void onEnd().finally(() => process.exit(0)))
}
