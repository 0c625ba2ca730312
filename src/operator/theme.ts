import { Argument, type Command, Option } from 'commander'
import type { Kind } from '../core/feedback/feedback.js'
import type { Tables } from '../core/tables.js'
import type { Corrector } from '../core/themes/correct.js'
import { mergeThemes } from '../core/themes/merge.js'
import { moveFeedback } from '../core/themes/move.js'
import { markNoise } from '../core/themes/noise.js'
import type { Corrected, Undone } from '../core/themes/outcome.js'
import { renameTheme } from '../core/themes/rename.js'
import { said } from '../core/themes/said.js'
import { splitTheme } from '../core/themes/split.js'
import type { Theme } from '../core/themes/theme.js'
import { undoCorrection } from '../core/themes/undo.js'
import type { House } from '../house.js'
import { EXIT, type Io, OperatorFault } from './io.js'
import type { OpenHouse } from './run.js'
import { theWorkspace } from './workspace.js'

export type Desk = {
  readonly open: OpenHouse
  readonly io: Io
  readonly ended: (code: number) => void
}

/** `earshot theme …`: the operator corrects the grouping, as an approver would. */
export function themeCommands(program: Command, desk: Desk): void {
  const theme = program.command('theme').description('correct the themes; each correction can be undone')
  const command = (name: string, description: string): Command =>
    theme
      .command(name)
      .description(description)
      .option('--workspace <id>', 'which workspace, where there are several')
      .addOption(new Option('--kind <kind>', 'where both kinds have the title').choices(KINDS))
  command('rename', 'a title that stays')
    .addArgument(themeArgument())
    .argument('<title>')
    .action(async (named: string, title: string, flags: Flags) => {
      const at = await atWork(desk, flags)
      report(at, await renameTheme(at.house, at.who, await themeId(at, named), title))
    })
  command('merge', 'everything of a theme goes into another')
    .addArgument(themeArgument())
    .argument('<into>', 'its id or title')
    .action(async (named: string, into: string, flags: Flags) => {
      const at = await atWork(desk, flags)
      const merge = { themeId: await themeId(at, into), otherId: await themeId(at, named) }
      report(at, await mergeThemes(at.house, at.who, merge))
    })
  command('split', 'notes leave for a new theme')
    .addArgument(themeArgument())
    .argument('<title>', 'of the new theme')
    .argument('<notes...>', 'their ids')
    .action(async (named: string, title: string, notes: string[], flags: Flags) => {
      const at = await atWork(desk, flags)
      const split = { themeId: await themeId(at, named), title, feedbackIds: notes.map(idOf) }
      report(at, await splitTheme(at.house, at.who, split))
    })
  command('move', 'a note goes to a theme, or to a new one')
    .argument('<note>', 'its id')
    .argument('[theme]', 'its id or title')
    .action(async (note: string, named: string | undefined, flags: Flags) => {
      const at = await atWork(desk, flags)
      const choice =
        named === undefined
          ? { kind: 'new' as const }
          : { kind: 'theme' as const, themeId: await themeId(at, named) }
      report(at, await moveFeedback(at.house, at.who, idOf(note), choice))
    })
  command('noise', 'a note, or all of a theme, belongs to no theme')
    .argument('<what>', 'the id of a note, or the id or title of a theme')
    .action(async (what: string, flags: Flags) => {
      const at = await atWork(desk, flags)
      const isNote = ID.test(what) && (await at.within((tx) => tx.feedback.find(what))) !== null
      const noise = isNote ? { feedbackId: what } : { themeId: await themeId(at, what) }
      report(at, await markNoise(at.house, at.who, noise))
    })
  command('undo', 'put back what stood before a correction')
    .argument('<correction>', 'its id')
    .action(async (correction: string, flags: Flags) => {
      const at = await atWork(desk, flags)
      report(at, await undoCorrection(at.house, at.who, idOf(correction)))
    })
}

const KINDS = ['objection', 'request'] as const
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Flags = { readonly workspace?: string; readonly kind?: Kind }

type AtWork = Desk & {
  readonly house: House
  readonly who: Corrector
  readonly kinds: readonly Kind[]
  readonly within: <T>(work: (tx: Tables) => Promise<T>) => Promise<T>
}

const themeArgument = (): Argument => new Argument('<theme>', 'its id or title')

async function atWork(desk: Desk, { workspace, kind }: Flags): Promise<AtWork> {
  const house = await desk.open()
  const workspaceId = await theWorkspace(house, workspace)
  return {
    ...desk,
    house,
    who: { workspaceId, person: 'operator', isOperator: true },
    kinds: kind === undefined ? KINDS : [kind],
    within: (work) => house.store.within(workspaceId, work),
  }
}

/** A title leads to the theme that has its feedback now; an id is that very theme. */
async function themeId(at: AtWork, named: string): Promise<string> {
  const found = await at.within(async (tx): Promise<readonly Theme[]> => {
    const byId = ID.test(named) ? await tx.themes.find(named) : null
    if (byId) return [byId]
    const byTitle = []
    for (const kind of at.kinds) byTitle.push(await tx.themes.named(kind, named))
    return byTitle.filter((theme) => theme !== null)
  })
  const [theme, ...more] = found
  if (!theme) throw new OperatorFault(`There is no theme ${named}: earshot themes lists them.`, EXIT.usage)
  if (more.length > 0) throw new OperatorFault(`${named} is a theme of both kinds: add --kind.`, EXIT.usage)
  return theme.id
}

function idOf(text: string): string {
  if (ID.test(text)) return text
  throw new OperatorFault(
    `${text} is no id: earshot export feedback and earshot corrections have them.`,
    EXIT.usage,
  )
}

function report({ io, ended }: AtWork, outcome: Corrected | Undone): void {
  const sentence = said(outcome, { person: (id) => id, title: (title) => `“${title}”` })
  if (outcome.kind === 'corrected') io.out(`${sentence} ${outcome.correction.id}\n`)
  else if (outcome.kind === 'undone') io.out(`${sentence} ${outcome.correction.id}\n`)
  else {
    io.err(`${sentence}${outcome.kind === 'later' ? ` ${outcome.correction.id}` : ''}\n`)
    ended(EXIT.failed)
  }
}
