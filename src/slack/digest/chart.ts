import type { DigestFacts } from '../../core/digests/digest.js'
import { shorten } from '../../core/themes/title.js'
import type { ChartBlock } from '../kit/blocks.js'
import { LIMITS } from '../kit/limits.js'

/** A bar a window for each of the themes most heard; nothing where nothing was. */
export function weeksChart(facts: DigestFacts, timezone: string): readonly ChartBlock[] {
  if (facts.series.length === 0) return []
  const labels = windowLabels(facts.weeks, timezone)
  const names = distinct(facts.series.map(({ title }) => shorten(title, LIMITS.chartLabel)))
  return [
    {
      type: 'data_visualization',
      block_id: 'weeks',
      title: 'Mentions by week',
      chart: {
        type: 'bar',
        series: facts.series.map(({ counts }, index) => ({
          name: names[index] ?? '',
          data: labels.map((label, week) => ({ label, value: counts[week] ?? 0 })),
        })),
        axis_config: { categories: labels, y_label: 'Mentions' },
      },
    },
  ]
}

/** Two titles may shorten to one name; a number keeps them apart. */
function distinct(names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length
    return earlier === 0 ? name : `${shorten(name, LIMITS.chartLabel - 3)} ${earlier + 1}`
  })
}

/** The day each window began; with the hour where several began on one day, since Slack takes no label twice. */
export function windowLabels(starts: readonly string[], timezone: string): readonly string[] {
  const days = starts.map((start) => labelOf(start, { timeZone: timezone, day: 'numeric', month: 'short' }))
  if (new Set(days).size === days.length) return days
  const format = {
    timeZone: timezone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return distinct(starts.map((start) => labelOf(start, format)))
}

function labelOf(start: string, format: Intl.DateTimeFormatOptions): string {
  return new Date(start).toLocaleString('en-GB', format)
}
