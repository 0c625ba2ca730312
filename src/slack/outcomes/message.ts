import type { Hypothesis, Review } from '../../core/outcomes/hypothesis.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import { windowLabels } from '../digest/chart.js'
import { timesText } from '../digest/figures.js'
import { type AnyBlock, type ChartBlock, context, type Message, section } from '../kit/blocks.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { dayText, loggingText, targetText, verdictText } from './words.js'

export type OutcomeView = {
  readonly recommendation: Pick<Recommendation, 'title'>
  readonly hypothesis: Hypothesis
  readonly review: Review
  /** The theme's title now. */
  readonly theme: string
  readonly timezone: string
}

/** In the digest's thread, at the review date: what became of the theme since the approval. */
export function outcomeMessage(view: OutcomeView): Message {
  const lead = verdictText(view.review)
  const about = `*${escape(cut(view.theme, 120))}*, since this was approved: ${escape(view.recommendation.title)}`
  return {
    text: `${lead}. ${about}`,
    blocks: [...said(view, lead, about), ...chart(view), notes(view)],
    plain: [...said(view, lead, about), section(countsText(view)), notes(view)],
  }
}

function said({ hypothesis, review }: OutcomeView, lead: string, about: string): readonly AnyBlock[] {
  const target = targetText(hypothesis, review)
  return [section(`*${lead}.*\n${about}.${target === '' ? '' : ` ${target}`}`), section(loggingText(review))]
}

/** What was counted, by what it was measured, and whether the grouping changed meanwhile. */
function notes({ hypothesis: { baseline, approvedAt }, review, timezone }: OutcomeView): AnyBlock {
  const { before, after, rep, opportunity } = review.facts
  const regrouped =
    baseline.count === before.count
      ? ''
      : ` Its feedback was regrouped: ${plural(baseline.count, 'note')} when it was approved, ${before.count.toLocaleString('en-US')} in the same windows now.`
  return context(
    [
      `${plural(before.count, 'note')} in ${plural(before.windows, 'window')} before, ${after.count.toLocaleString('en-US')} in ${plural(after.windows, 'window')} since`,
      `approved ${dayText(approvedAt, timezone)}`,
      ...(review.ratio ? ['per note of other themes, with 95 %'] : []),
      ...(rep ? [`per rep ${timesText(rep)}`] : []),
      ...(opportunity ? [`per opportunity ${timesText(opportunity)}`] : []),
    ].join(' · ') + (regrouped === '' ? '' : `.${regrouped}`),
  )
}

/** A line of what was heard, and one of what the rate before would have given with as much logged as there was. */
function chart({ hypothesis, review, timezone }: OutcomeView): readonly ChartBlock[] {
  const weeks = review.facts.weeks.slice(-LIMITS.chartPoints)
  if (weeks.length === 0) return []
  const days = windowLabels(
    weeks.map(({ start }) => start),
    timezone,
  )
  const first = weeks.findIndex(({ part }) => part === 'after')
  const labels = days.map((day, index) => (index === first ? `✓ ${day}` : day))
  const series = (name: string, values: readonly number[]) => ({
    name,
    data: labels.map((label, index) => ({ label, value: values[index] ?? 0 })),
  })
  return [
    {
      type: 'data_visualization',
      block_id: 'outcome',
      title: 'Notes by window',
      chart: {
        type: 'line',
        series: [
          series(
            'Heard',
            weeks.map(({ count }) => count),
          ),
          series(
            'At the rate before',
            weeks.map(({ expected }) => Math.round(expected * 10) / 10),
          ),
        ],
        axis_config: {
          categories: labels,
          x_label: `✓ the first after ${dayText(hypothesis.approvedAt, timezone)}`,
          y_label: 'Notes',
        },
      },
    },
  ]
}

function countsText({ review }: OutcomeView): string {
  const of = (part: 'before' | 'after'): string =>
    review.facts.weeks
      .filter((week) => week.part === part)
      .slice(-LIMITS.chartPoints)
      .map(({ count }) => count.toLocaleString('en-US'))
      .join(' ') || 'none'
  return `Notes by window before: ${of('before')}\nSince the approval: ${of('after')}`
}
