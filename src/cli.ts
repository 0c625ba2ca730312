import { createClock } from './clock.js'
import { ConfigFault, EXIT_CONFIG, readConfig, type Config } from './config.js'
import { startFault } from './faults.js'
import { type House, openHouse } from './house.js'
import { backlog } from './db/backlog.js'
import { createLog, describeFault } from './log.js'
import { EXIT, type Io } from './operator/io.js'
import { runCommand } from './operator/run.js'
import { askApp } from './operator/socket.js'
import { terminal } from './operator/terminal.js'
import { workUntilDone } from './serve.js'

/** The operator's commands: in the app that holds the data folder where one runs, else in this process. */
async function main(argv: readonly string[]): Promise<number> {
  const io = terminal()
  const config = configOrNull((text) => io.err(text))
  if (!config) return EXIT_CONFIG
  try {
    const asked = config.database.kind === 'embedded' ? await askApp(config.database.dataDir, argv, io) : null
    return asked ?? (await runHere(config, argv, io))
  } catch (error) {
    const { message, code } = startFault(error, config)
    io.err(`${message}\n`)
    return code
  } finally {
    io.end()
  }
}

async function runHere(config: Config, argv: readonly string[], io: Io): Promise<number> {
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, 'stderr')
  const opened: { house: House | null } = { house: null }
  const open = async (tables?: 'as-it-is'): Promise<House> =>
    (opened.house ??= await openHouse(config, createClock(), log, { migrates: tables !== 'as-it-is' }))
  try {
    const code = await runCommand(open, argv, io)
    if (code === EXIT.ok && opened.house && argv.includes('--post')) await postNow(opened.house, io)
    return code
  } catch (error) {
    // A command that broke in the middle is no start that failed.
    if (!opened.house || startFault(error, config).code !== EXIT.fault) throw error
    io.err(`It failed: ${JSON.stringify(describeFault(error))}\n`)
    return EXIT.fault
  } finally {
    await opened.house?.database.close()
  }
}

/** No app is there to do it, as far as we know: what the command left to do is done here, where Slack's settings are. */
async function postNow(house: House, io: Io): Promise<void> {
  if (house.config.slack.kind !== 'playground') return workUntilDone(house)
  const { jobs, messages } = await backlog(house.database)
  if (jobs + messages > 0)
    io.err(
      'No app runs here, and there are no Slack settings to post with: it is posted when Earshot starts.\n',
    )
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
