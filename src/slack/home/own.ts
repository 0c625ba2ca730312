import type { Verdict } from '../../core/catalogue/verdict.js'
import type { OwnRecord } from '../../core/recommendations/tables.js'
import { type AnyBlock, context, header, quoted, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { WORDS } from '../answer/words.js'
import { standing } from '../review/card.js'
import type { HomeLook, OwnNote } from './look.js'

/** What I logged, and what became of it: the counts, then the latest. */
export function ownBlocks({ own, record }: HomeLook): readonly AnyBlock[] {
  if (own.length === 0)
    return [
      header('What you logged'),
      section('Nothing yet. In any channel: `/objection` or `/request`, and what they said.'),
    ]
  return [header('What you logged'), section(recordText(record)), ...own.flatMap(noteBlocks)]
}

function recordText({ notes, approved, rejected, waiting }: OwnRecord): string {
  return [
    `*${plural(notes, 'note')}* in 13 weeks`,
    ...(approved > 0 ? [`${approved.toLocaleString('en-US')} behind what was approved`] : []),
    ...(rejected > 0 ? [`${rejected.toLocaleString('en-US')} behind what was rejected`] : []),
    ...(waiting > 0 ? [`${waiting.toLocaleString('en-US')} behind what waits for a decision`] : []),
  ].join(' · ')
}

function noteBlocks({ feedback, theme, verdict, answers, became }: OwnNote): readonly AnyBlock[] {
  const about = [
    feedback.heardAt.toISOString().slice(0, 10),
    theme === null ? 'no theme yet' : escape(cut(theme, 200)),
    ...(verdict ? [verdictText(verdict)] : []),
    ...(answers ? [answersText(answers)] : []),
  ].join(' · ')
  const led = became ? [`*${escape(cut(became.title, 150))}*: ${standing(became)}`] : []
  return [quoted(cut(feedback.text, 300)), context(about, ...led)]
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  we_sell_this: 'we sell this',
  higher_tier: 'higher tier',
  workaround: 'workaround',
  planned: 'planned',
  not_offered: 'not offered',
}

function verdictText({ verdict, offering }: NonNullable<OwnNote['verdict']>): string {
  return offering === null ? VERDICTS[verdict] : `${VERDICTS[verdict]}: ${escape(cut(offering, 100))}`
}

function answersText({ count, word }: NonNullable<OwnNote['answers']>): string {
  if (word !== null) return `you said: ${WORDS[word]}`
  return count === 0 ? 'no approved answer' : plural(count, 'approved answer')
}
