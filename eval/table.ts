import { basename } from 'node:path'
import type { ThemeScores } from './themes.js'

/** Markdown, the scores in hundredths. */
export function tableOf(all: readonly ThemeScores[]): string {
  const percent = (share: number | null) => (share === null ? '–' : (100 * share).toFixed(1))
  const rows = all.map((scores) =>
    [
      basename(scores.file),
      `${scores.n} / ${scores.labels}`,
      scores.groups.toFixed(0),
      percent(scores.ari),
      percent(scores.nmi),
      percent(scores.b3f),
      `${percent(scores.top1)} / ${percent(scores.top3)}`,
      `${percent(scores.filed.precision)} / ${percent(scores.filed.coverage)}`,
      percent(scores.churn),
      scores.msPerText.toFixed(1),
    ].join(' | '),
  )
  return [
    '| file | n / labels | groups | ARI | NMI | B³F | top 1 / 3 | filed: precision / coverage | churn | ms a text |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}
