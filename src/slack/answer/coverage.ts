import { type Coverage, type CoverageRow, fullness } from '../../core/answers/coverage.js'
import { only } from '../capture/messages.js'
import { context, type Message, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'
import { writeButton } from './theme.js'
import { dayText } from './words.js'

const SHOWN = 20
/** Of JSON, so that the list fits into one message. */
const CHARACTERS = 10_500

/** `/earshot coverage`: the objections most heard against what there is to meet them, empty cells first. */
export function coverageMessage({ rows, heard, since }: Coverage, now: Date): Message {
  if (rows.length === 0) return only('No objection was heard in the last 13 weeks.')
  const lines = rows
    .slice(0, SHOWN)
    .map((row) => section(lineOf(row), fullness(row) === 3 ? undefined : writeButton(row.themeId)))
  const shown = fitting(lines, CHARACTERS, (line) => JSON.stringify(line))
  const empty = rows.filter(({ answers }) => answers === 0).length
  const lead = `${empty.toLocaleString('en-US')} of the ${plural(rows.length, 'most heard objection')} ${empty === 1 ? 'has' : 'have'} no answer.`
  return {
    text: lead,
    blocks: [
      section(`*${lead}*`),
      ...shown,
      context(`${shown.length} of ${plural(heard, 'objection')} heard since ${dayText(since, now)}`),
    ],
  }
}

function lineOf(row: CoverageRow): string {
  return `*${escape(cut(row.title, 80))}*: ${plural(row.mentions, 'note')}, ${plural(row.accounts, 'account')}\n${[...cellsOf(row)].join(' · ')}`
}

function* cellsOf({ answers, current, materials, broken, drafts }: CoverageRow): Generator<string> {
  if (answers === 0) yield ':white_large_square: no answer'
  else if (current === 0)
    yield `:warning: ${plural(answers, 'answer')}, ${answers === 1 ? 'overdue' : 'all overdue'}`
  else
    yield `:white_check_mark: ${plural(answers, 'answer')}${current < answers ? `, ${answers - current} overdue` : ''}`
  if (materials > 0) yield `:white_check_mark: ${plural(materials, 'material')}`
  else if (broken > 0) yield `:warning: ${plural(broken, 'broken link')}`
  else yield ':white_large_square: no material'
  if (drafts > 0) yield plural(drafts, 'draft')
}
