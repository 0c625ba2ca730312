import type { Area } from '../../core/themes/area.js'
import type { Theme } from '../../core/themes/theme.js'
import { only } from '../capture/messages.js'
import { actions, type AnyBlock, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import type { Asked, Heard, ThemesLook } from './look.js'

const SHOWN = 40
const ASKED = 5
/** Of JSON, so that both lists fit into one message. */
const CHARACTERS = { themes: 6000, proposals: 3500 } as const
/** A section takes 3,000; a name may need five characters for one. */
const SECTION = 2400

/** `/earshot themes`: what Earshot asks, then what was heard, by area. */
export function themesMessage({ asked, heard }: ThemesLook): Message {
  if (heard.length === 0 && asked.length === 0)
    return only('No themes yet: the first /objection or /request begins one.')
  return {
    text: `${plural(heard.length, 'theme')}${asked.length === 0 ? '' : `, ${plural(asked.length, 'proposal')}`}`,
    blocks: [...proposalBlocks(asked), ...areaBlocks(heard)],
  }
}

function proposalBlocks(asked: readonly Asked[]): readonly AnyBlock[] {
  const blocks = asked
    .slice(0, ASKED)
    .map((each) => [
      section(proposalText(each)),
      actions(
        each.proposal.id,
        button('Approve', ACTION.approveProposal, each.proposal.id, { style: 'primary' }),
        button('Reject', ACTION.rejectProposal, each.proposal.id),
      ),
    ])
  const shown = fitting(blocks, CHARACTERS.proposals, (block) => JSON.stringify(block))
  return [...shown.flat(), ...moreNote(asked.length - shown.length, 'proposal')]
}

function proposalText({ proposal, theme, other }: Asked): string {
  const { change } = proposal
  const notes = plural(theme.reach.feedback, 'note')
  if (change.kind === 'merge') {
    const from = other ? `${bold(other.theme.title)} (${plural(other.reach.feedback, 'note')})` : 'A theme'
    return `*Merge?* ${from} is much like ${bold(theme.theme.title)} (${notes}) and would go into it.`
  }
  return `*Split?* ${plural(change.feedbackIds.length, 'note')} of the ${notes} of ${bold(theme.theme.title)} ${change.feedbackIds.length === 1 ? 'is' : 'are'} more like one another and would leave for ${bold(change.title)}.`
}

/** The areas by what was heard in them; within each the most heard first. */
function areaBlocks(heard: readonly Heard[]): readonly AnyBlock[] {
  const lines = heard.slice(0, SHOWN).map((each) => ({ each, line: themeLine(each) }))
  const shown = fitting(lines, CHARACTERS.themes, ({ line }) => JSON.stringify(line))
  const areas = new Map<Area | null, string[]>()
  for (const { each, line } of shown)
    areas.set(each.theme.area, [...(areas.get(each.theme.area) ?? []), line])
  return [
    ...[...areas].flatMap(([area, themes]) =>
      sections([`*${area ?? 'no area yet'}* · ${plural(notesIn(heard, area), 'note')}`, ...themes]),
    ),
    ...moreNote(heard.length - shown.length, 'theme'),
  ]
}

function notesIn(heard: readonly Heard[], area: Area | null): number {
  return heard.reduce((sum, { theme, reach }) => (theme.area === area ? sum + reach.feedback : sum), 0)
}

function themeLine({ theme, reach }: Heard): string {
  return `• ${bold(theme.title)} (${theme.kind}): ${plural(reach.feedback, 'note')}`
}

function sections(lines: readonly string[]): readonly AnyBlock[] {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + line.length < SECTION)
      texts[texts.length - 1] = `${last}\n${line}`
    else texts.push(line)
  }
  return texts.map((text) => section(text))
}

/** As many of the first as fit into so many characters. */
export function fitting<T>(
  items: readonly T[],
  characters: number,
  written: (item: T) => string,
): readonly T[] {
  let left = characters
  const end = items.findIndex((item) => (left -= written(item).length) < 0)
  return end === -1 ? items : items.slice(0, end)
}

/** How many are not shown. */
export function moreNote(count: number, what: string): readonly AnyBlock[] {
  return count > 0
    ? [context(`${count.toLocaleString('en-US')} more ${count === 1 ? what : `${what}s`}`)]
    : []
}

/** Several have the words asked for. */
export function severalMessage(name: string, themes: readonly Theme[]): Message {
  const lead = `${plural(themes.length, 'theme')} named like “${cut(name, 80)}”:`
  return {
    text: escape(lead),
    blocks: [
      section(escape(lead)),
      actions(
        'several',
        ...themes
          .slice(0, ASKED)
          .map(({ id, title, kind }, index) =>
            button(`${cut(title, 60)} (${kind})`, `${ACTION.openTheme}:${index}`, id),
          ),
      ),
      ...moreNote(themes.length - ASKED, 'theme'),
    ],
  }
}

function bold(title: string): string {
  return `*${escape(cut(title, 80))}*`
}
