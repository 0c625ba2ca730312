import { createClock } from './clock.js'
import { ConfigFault, EXIT_CONFIG, readConfig, type Config } from './config.js'
import { startFault } from './faults.js'
import { type House, openHouse } from './house.js'
import { createLog } from './log.js'
import { runCommand } from './operator/run.js'
import { askApp } from './operator/socket.js'
import { terminal } from './operator/terminal.js'
import { workUntilDone } from './serve.js'

/** The operator's commands: in the app that holds the data folder where one runs, else in this process. */
async function main(argv: readonly string[]): Promise<number> {
  const io = terminal()
  const config = configOrNull((text) => io.err(text))
  if (!config) return EXIT_CONFIG
  if (config.database.kind === 'embedded') {
    const code = await askApp(config.database.dataDir, argv, io)
    if (code !== null) return code
  }
  const opened: { house: House | null } = { house: null }
  const open = async (): Promise<House> =>
    (opened.house ??= await openHouse(
      config,
      createClock(),
      createLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
    ))
  try {
    const code = await runCommand(open, argv, io)
    // No app is there to do it, as far as we know: what the command left to do is done here.
    if (opened.house && argv.includes('--post')) await workUntilDone(opened.house)
    return code
  } catch (error) {
    const fault = startFault(error, config)
    io.err(`${fault.message}\n`)
    return fault.code
  } finally {
    io.end()
    await opened.house?.database.close()
  }
}

function configOrNull(err: (text: string) => void): Config | null {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    err(`Earshot can't start with these settings:\n${error.faults.map((fault) => `  ${fault}\n`).join('')}`)
    return null
  }
}

process.exitCode = await main(process.argv.slice(2))
