import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Kind } from '../core/feedback/feedback.js'
import type { House } from '../house.js'
import { digestCommand } from './digest.js'
import { doctorCommand } from './doctor.js'
import { exportCommand, EXPORTS, type ExportKind } from './export.js'
import { importFile } from './import.js'
import { EXIT, type Io, OperatorFault } from './io.js'
import { type ImportKind, KINDS } from './save-rows.js'
import { instant } from './rows.js'
import { syncCommand } from './sync.js'
import { themeCommands } from './theme.js'
import { correctionsCommand, themesCommand } from './themes.js'
import { theWorkspace } from './workspace.js'

/**
 * Opens the house when a command needs it: help and a mistyped word need none. `as-it-is` leaves its tables as they are, for
 * a command that looks at them.
 */
export type OpenHouse = (tables?: 'as-it-is') => Promise<House>

/** Runs one command line; returns its exit code. Never throws for what the operator can mend. */
export async function runCommand(open: OpenHouse, argv: readonly string[], io: Io): Promise<number> {
  const outcome: { code: number } = { code: EXIT.ok }
  const program = commands(open, io, (code) => (outcome.code = code))
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return outcome.code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    if (!(error instanceof OperatorFault)) throw error
    io.err(`${error.message}\n`)
    return error.code
  }
}

function commands(open: OpenHouse, io: Io, ended: (code: number) => void): Command {
  const program = new Command('earshot')
    .description("The operator's commands. They work while the app runs, too.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .helpCommand(false)
    .showHelpAfterError()
  const workspace = new Option('--workspace <id>', 'which workspace, where there are several')

  program
    .command('import')
    .description('read a CSV file, again and again without doubling anything')
    .addArgument(new Argument('<kind>').choices(KINDS))
    .argument('<file>')
    .addOption(workspace)
    .option('--dry-run', 'check the file, write nothing', false)
    .option('--skip-bad', 'import the other rows when some are bad', false)
    .option('--heard-at <time>', 'when feedback without a date was heard', time)
    .action(async (kind: ImportKind, file: string, options: ImportFlags) => {
      const house = await open()
      const workspaceId = await theWorkspace(house, options.workspace)
      const work = { house, workspaceId, io, options: { ...options, heardAt: options.heardAt ?? null } }
      ended(await importFile(work, kind, file))
    })
  program
    .command('digest')
    .description('print the digest of the last slot; with --post, post it')
    .addOption(workspace)
    .option('--at <time>', 'the last slot at or before then (default: now)', time)
    .option('--post', 'post it, where its window has none yet', false)
    .action(async (options: { workspace?: string; at?: Date; post: boolean }) => {
      const house = await open()
      const at = options.at ?? house.clock.now()
      const workspaceId = await theWorkspace(house, options.workspace)
      ended(await digestCommand(house, workspaceId, io, { at, post: options.post }))
    })
  program
    .command('export')
    .description('write CSV to stdout, or to a file')
    .addArgument(new Argument('<kind>').choices(EXPORTS))
    .argument('[file]')
    .addOption(workspace)
    .action(async (kind: ExportKind, file: string | undefined, options: { workspace?: string }) => {
      const house = await open()
      const workspaceId = await theWorkspace(house, options.workspace)
      ended(await exportCommand(house, workspaceId, io, { kind, file: file ?? null }))
    })
  program
    .command('themes')
    .description('the themes, the most heard first')
    .addOption(workspace)
    .addOption(new Option('--kind <kind>', 'of one kind').choices(['objection', 'request']))
    .action(async ({ workspace: named, kind }: { workspace?: string; kind?: Kind }) => {
      const house = await open()
      ended(await themesCommand(house, await theWorkspace(house, named), io, kind ?? null))
    })
  themeCommands(program, { open, io, ended })
  program
    .command('corrections')
    .description('the last 20 corrections of themes')
    .addOption(workspace)
    .action(async (options: { workspace?: string }) => {
      const house = await open()
      ended(await correctionsCommand(house, await theWorkspace(house, options.workspace), io))
    })
  program
    .command('sync')
    .description('read what has changed in HubSpot or Salesforce, now')
    .addOption(workspace)
    .action(async (options: { workspace?: string }) =>
      ended(await syncCommand(await open(), options.workspace, io)),
    )
  program
    .command('doctor')
    .description('what is well and what is not, with the mend')
    .action(async () => ended(await doctorCommand(await open('as-it-is'), io)))
  program
    .command('migrate')
    .description("bring the database's tables up to date")
    .option('--dry-run', 'name what would be applied', false)
    .action(async ({ dryRun }: { dryRun: boolean }) => {
      const { applied, total } = await (await open('as-it-is')).database.migrate({ dryRun })
      const names = applied.map((name) => `  ${name}\n`).join('')
      io.out(
        applied.length === 0
          ? `Up to date: ${total} migrations.\n`
          : `${applied.length} of ${total} migrations ${dryRun ? 'to apply' : 'applied'}:\n${names}`,
      )
    })
  for (const later of ['erase', 'verify-audit'])
    program
      .command(later, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new OperatorFault(`${later} is not built yet.`, EXIT.usage)
      })
  return program
}

type ImportFlags = {
  readonly workspace?: string
  readonly dryRun: boolean
  readonly skipBad: boolean
  readonly heardAt?: Date
}

function time(text: string): Date {
  const parsed = instant.safeParse(text)
  if (!parsed.success || parsed.data === null)
    throw new InvalidArgumentError('It takes a time such as 2026-11-24T09:00:00Z.')
  return parsed.data
}
