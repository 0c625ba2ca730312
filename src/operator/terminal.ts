import { Presets, SingleBar } from 'cli-progress'
import { drainOf, type Io } from './io.js'

const LINE_EVERY_MS = 3000

/** The operator's terminal: a bar where somebody looks, a line now and then where nobody does. */
export function terminal(): Io & { end(): void } {
  let bar: SingleBar | null = null
  let lastLine = Date.now()
  // A reader may leave before the end (`| head`): that is no fault, and what is left is written to nobody.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const end = (): void => {
    bar?.stop()
    bar = null
  }
  const showBar = (label: string, done: number, total: number): void => {
    if (!bar) {
      bar = new SingleBar(
        { format: `${label} {bar} {value} of {total}, {eta_formatted} left` },
        Presets.shades_classic,
      )
      bar.start(total, done)
    }
    bar.update(done)
    if (done >= total) end()
  }
  const showLine = (label: string, done: number, total: number): void => {
    if (Date.now() - lastLine < LINE_EVERY_MS) return
    lastLine = Date.now()
    process.stderr.write(`${label}: ${done} of ${total}\n`)
  }
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    drained: () => drainOf(process.stdout),
    progress: (label, done, total) =>
      process.stderr.isTTY ? showBar(label, done, total) : showLine(label, done, total),
    end,
  }
}
