import { GAPS, type FoundGap, type Gap } from '../../core/gaps/gap.js'
import type { GapsLook } from '../../core/gaps/look.js'
import { only } from '../capture/messages.js'
import { type AnyBlock, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { fitting } from '../themes/list.js'
import { gapName, gapText } from './words.js'

/** Of JSON, so that the list fits into one message. */
const CHARACTERS = 10_500
const SHOWN = 30

/** `/earshot gaps`: what the most heard themes of 13 weeks show, by gap. */
export function gapsMessage({ found, heard, looked }: GapsLook): Message {
  if (heard === 0) return only('Nothing was heard in the last 13 weeks.')
  const lead = leadText(found)
  const unclear = looked - found.length
  const lines = GAPS.flatMap((gap) => linesOf(found, gap)).slice(0, SHOWN)
  const shown = fitting(lines, CHARACTERS, (line) => JSON.stringify(line))
  return {
    text: lead,
    blocks: [
      section(`*${lead}*`),
      ...shown,
      context(
        [
          `${shown.length} of ${plural(found.length, 'theme')} with a gap`,
          `${unclear.toLocaleString('en-US')} not clear yet`,
          `the ${looked.toLocaleString('en-US')} most heard of ${plural(heard, 'theme')} in 13 weeks`,
        ].join(' · '),
      ),
    ],
  }
}

/** "4 enablement, 3 price or packaging, 1 product" */
export function countsText(found: readonly FoundGap[]): string {
  return GAPS.flatMap((gap) => {
    const count = found.filter((each) => each.gap === gap).length
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${gap}`]
  }).join(', ')
}

function leadText(found: readonly FoundGap[]): string {
  return found.length === 0
    ? '0 gaps are clear yet: they follow from verdicts, answers used and closed opportunities.'
    : `${plural(found.length, 'gap')}: ${countsText(found)}.`
}

function linesOf(found: readonly FoundGap[], gap: Gap): readonly AnyBlock[] {
  return found
    .filter((each) => each.gap === gap)
    .map((each) =>
      section(
        `*${gapName(gap)}* · ${escape(cut(each.signs.title, 80))}\n${escape(gapText(each))}`,
        button('Open', ACTION.openTheme, each.signs.themeId),
      ),
    )
}
