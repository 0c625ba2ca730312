import { themeIn } from '../../core/digests/digest.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { writeButton } from '../answer/theme.js'
import { gapText } from '../gaps/words.js'
import { type AnyBlock, type CardBlock, context, mrkdwn, quoted, section } from '../kit/blocks.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { cardButtons, moreButtons, planText, standing } from '../review/card.js'
import { bothFigures, heardText, reachText } from './figures.js'
import type { DigestView, Look } from './view.js'

/** One recommendation: what to do, what it rests on, who decided. */
export function decisionBlocks(
  view: DigestView,
  recommendation: Recommendation,
  { look, hasQuote }: { readonly look: Look; readonly hasQuote: boolean },
): readonly AnyBlock[] {
  const theme = themeIn(view.facts, recommendation.themeId)
  const notes = plural(recommendation.evidence.length, 'note')
  const plan = planText(recommendation)
  const gap = view.facts.gaps.find(({ signs }) => signs.themeId === recommendation.themeId)
  const advice = `${recommendation.advice.family}: ${recommendation.advice.type}`
  const label = `${recommendation.position} · ${advice}${gap ? ` · gap: ${gap.gap}` : ''}`
  const buttons = view.interactive ? cardButtons(recommendation) : []
  const more = view.interactive
    ? [...moreButtons(recommendation), ...(theme?.kind === 'objection' ? [writeButton(theme.themeId)] : [])]
    : []
  if (look === 'plain')
    return [
      section(
        [
          `*${escape(recommendation.title)}*`,
          escape(label),
          escape(recommendation.body),
          `_${theme ? reachText(theme) : notes}_`,
          ...(gap ? [`Why: ${escape(gapText(gap))}`] : []),
          standing(recommendation),
          ...(plan === '' ? [] : [plan]),
        ].join('\n'),
      ),
      ...actionsOf([...buttons, ...more]),
    ]
  // Under the card, whose second line has no room for both figures and what flags them.
  const money = theme ? bothFigures(theme).join(' · ') : ''
  const about = [...(money === '' ? [] : [money]), ...(gap ? [`Why: ${escape(gapText(gap))}`] : [])]
  const card: CardBlock = {
    type: 'card',
    title: mrkdwn(cut(escape(recommendation.title), LIMITS.cardTitle)),
    subtitle: mrkdwn(cut(`${label} · ${theme ? heardText(theme) : notes}`, LIMITS.cardSubtitle)),
    body: mrkdwn(cut(escape(recommendation.body), LIMITS.cardBody)),
    subtext: mrkdwn(cut(standing(recommendation), LIMITS.cardSubtext)),
    ...(buttons.length > 0 ? { actions: buttons } : {}),
  }
  return [
    card,
    ...(about.length > 0 ? [context(...about)] : []),
    ...(hasQuote ? firstQuote(recommendation) : []),
    ...(plan === '' ? [] : [context(plan)]),
    ...actionsOf(more),
  ]
}

/** What a person has worded has no quote of Earshot's choice beside it. */
function firstQuote({ statements, edited }: Recommendation): readonly AnyBlock[] {
  const quote = edited ? null : statements.find((statement) => statement.quote !== null)?.quote
  return quote ? [quoted(quote.text)] : []
}

/** Without a name of its own: the characters go to what people read. */
function actionsOf(elements: ReturnType<typeof cardButtons>): readonly AnyBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements: [...elements] }]
}
