import { ConfigFault, EXIT_CONFIG, readConfig, type Config } from './config.js'
import { createClock } from './clock.js'
import { startFault } from './faults.js'
import { openHouse } from './house.js'
import { createLog } from './log.js'
import { serveMetrics } from './metrics.js'
import { serveOperator } from './operator/socket.js'
import { startPlayground } from './story/playground.js'
import { serve, type Served } from './serve.js'

/** Starts Earshot as its environment says: the app, or with no settings the playground. */
async function main(): Promise<void> {
  const config = configOrExit()
  try {
    await run(config)
  } catch (error) {
    const { message, code } = startFault(error, config)
    process.stderr.write(`${message}\n`)
    process.exit(code)
  }
}

function configOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    process.stderr.write(
      `Earshot can't start with these settings:\n${error.faults.map((fault) => `  ${fault}\n`).join('')}`,
    )
    return process.exit(EXIT_CONFIG)
  }
}

async function run(config: Config): Promise<void> {
  const { slack } = config
  if (slack.kind === 'playground') return runPlayground(config)
  const log = createLog(config.logLevel)
  const house = await openHouse(config, createClock(), log)
  if (house.database.kind === 'embedded')
    log.warn(
      {},
      'embedded database: safe against a crash of this process, not against a power cut; use Postgres in production',
    )
  const metrics = config.metricsPort === null ? null : await serveMetrics(house, config.metricsPort)
  const served = await serve(house, {
    ...(metrics ? { metrics } : {}),
    slack,
    slackApiUrl: config.slackApiUrl,
    port: config.port,
    host: null,
  })
  serveOperator(house)
  log.info({ port: served.port, slack: slack.kind, database: house.database.kind }, 'earshot listens')
  stopOnSignal(served, () => house.database.close())
}

async function runPlayground(config: Config): Promise<void> {
  const playground = await startPlayground(
    // The story's workspace has accounts of its own.
    { ...config, crm: null },
    createLog(process.env['LOG_LEVEL'] ? config.logLevel : 'error'),
  )
  process.stdout.write(
    `Earshot's playground: http://127.0.0.1:${playground.port} (a story workspace in ${playground.place}, local models, open to this machine alone)\n`,
  )
  stopOnSignal(playground, () => playground.close())
}

function stopOnSignal(served: Pick<Served, 'stop'>, close: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void served
        .stop()
        .then(close)
        .then(() => process.exit(0))
    })
}

await main()
