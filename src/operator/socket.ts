import type { Socket } from 'node:net'
import { z } from 'zod'
import { askHolder } from '../db/folder-lock.js'
import type { House } from '../house.js'
import { describeFault } from '../log.js'
import { drainOf, EXIT, type Io } from './io.js'
import { runCommand } from './run.js'

const request = z.object({ argv: z.array(z.string()), cwd: z.string() })
const reply = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ progress: z.object({ label: z.string(), done: z.number(), total: z.number() }) }),
  z.object({ exit: z.number() }),
])

/** On the embedded database the app itself runs the operator's commands: nobody else may open its folder. */
export function serveOperator(house: House): void {
  house.database.lock?.serve((line, socket) => {
    void answer(house, line, socket)
  })
}

async function answer(house: House, line: string, socket: Socket): Promise<void> {
  const say = (message: z.infer<typeof reply>): void => void socket.write(`${JSON.stringify(message)}\n`)
  try {
    const { argv, cwd } = request.parse(JSON.parse(line))
    const io: Io = {
      cwd,
      out: (text) => say({ out: text }),
      err: (text) => say({ err: text }),
      drained: () => drainOf(socket),
      progress: (label, done, total) => say({ progress: { label, done, total } }),
    }
    say({ exit: await runCommand(async () => house, argv, io) })
  } catch (error) {
    house.log.error({ err: error }, "an operator's command failed")
    say({ err: `It failed: ${JSON.stringify(describeFault(error))}\n` })
    say({ exit: EXIT.fault })
  }
  socket.end()
}

/** Has the app that holds the folder run the command. Null: nobody holds it. */
export async function askApp(dataDir: string, argv: readonly string[], io: Io): Promise<number | null> {
  const holder = await askHolder(dataDir, JSON.stringify({ argv, cwd: io.cwd }))
  if (!holder) return null
  let exit: number | null = null
  let heard = false
  for await (const line of linesOf(holder.socket)) {
    heard = true
    const message = reply.parse(JSON.parse(line))
    if ('out' in message) {
      io.out(message.out)
      await io.drained()
    } else if ('err' in message) io.err(message.err)
    else if ('progress' in message)
      io.progress(message.progress.label, message.progress.done, message.progress.total)
    else exit = message.exit
  }
  if (exit === null)
    io.err(
      heard
        ? 'Earshot, which holds the data folder, ended before it was done. Look at its log, and try again.\n'
        : `Process ${holder.pid} has the data folder and takes no commands: it is starting, or it is a command itself. Try again when it is done.\n`,
    )
  return exit ?? EXIT.unavailable
}

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  socket.setEncoding('utf8')
  let heard = ''
  for await (const chunk of socket) {
    heard += z.string().parse(chunk)
    const lines = heard.split('\n')
    heard = lines.pop() ?? ''
    yield* lines
  }
}
