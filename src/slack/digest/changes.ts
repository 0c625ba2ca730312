import { type Against, SHORT, type Trend, type TrendFacts, type TrendKind } from '../../core/trends/trend.js'
import { type AnyBlock, context, section } from '../kit/blocks.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { timesText, twoDigits } from './figures.js'

const SHOWN = 3
const TITLE = 40

/** The kinds that are a change, as they are read. */
const CHANGES = [
  ['new', 'New'],
  ['rising', 'Rising'],
  ['falling', 'Falling'],
  ['gone', 'Gone'],
] as const satisfies readonly (readonly [TrendKind, string])[]

/** In the digest: what changed, or that nothing did. */
export function changesNote(trends: TrendFacts | null, title: number): readonly AnyBlock[] {
  const lines = changeLines(trends, (name) => `*${escape(cut(name, Math.min(title, TITLE)))}*`)
  if (lines.length === 0 || !trends) return []
  if (!isAnyChanged(trends)) return [context(...lines)]
  const measure = `Against ${plural(trends.windows, 'window')} before, and corrected for how much was logged; of 10 such changes, about 1 may be chance.`
  return [section(`*What changed*\n${lines.join('\n')}`), context(measure)]
}

/** "Rising, 3 of 7: *Price per seat* 14, was 6 a window (2.3 times, 1.4–3.9); …": a line for each kind of change. */
export function changeLines(trends: TrendFacts | null, name: (title: string) => string): readonly string[] {
  if (!trends) return []
  if (trends.windows < SHORT)
    return [
      `Too early to say what changed: ${trends.windows} of the ${SHORT} windows that it takes lie before this one.`,
    ]
  if (!isAnyChanged(trends)) return ['No theme changed more than chance would.']
  return CHANGES.flatMap(([kind, word]) => {
    const all = trends.themes.filter((trend) => trend.kind === kind).sort((a, b) => weight(b) - weight(a))
    if (all.length === 0) return []
    const shown = all.slice(0, SHOWN)
    const lead = shown.length < all.length ? `${word}, ${shown.length} of ${all.length}` : word
    return [`${lead}: ${shown.map((trend) => `${name(trend.title)} ${changed(trend)}`).join('; ')}`]
  })
}

function isAnyChanged({ themes }: TrendFacts): boolean {
  return themes.some(({ kind }) => CHANGES.some(([changed]) => changed === kind))
}

function weight({ now, against13 }: Trend): number {
  return Math.max(now, (against13?.count ?? 0) / Math.max(1, against13?.windows ?? 1))
}

/** "14, was 6 a window (2.3 times, 1.4–3.9)" */
function changed({ kind, now, against13 }: Trend): string {
  const count = now.toLocaleString('en-US')
  if (!against13) return count
  if (kind === 'new') return `${count}, not heard in ${plural(against13.windows, 'window')} before`
  const was = `${count}, was ${usual(against13)} a window`
  return kind === 'gone' || !against13.note ? was : `${was} (${timesText(against13.note)})`
}

function usual({ count, windows }: Against): string {
  return twoDigits(count / Math.max(1, windows))
}

/** "Price: steady. 6 now; 13 windows before: 71 (1.1 times, 0.5–2.3 per note; … per rep; … per opportunity); 4 windows before: …" */
export function trendLine({ title, kind, now, against13, against4 }: Trend): string {
  const against = [against13, against4].flatMap((each) => (each ? [`; ${againstText(each)}`] : []))
  return `${title}: ${kind}. ${now} now${against.join('')}`
}

function againstText({ windows, count, note, rep, opportunity }: Against): string {
  const measured = [
    ...(note ? [`${timesText(note)} per note`] : []),
    ...(rep ? [`${timesText(rep)} per rep`] : []),
    ...(opportunity ? [`${timesText(opportunity)} per opportunity`] : []),
  ]
  return `${plural(windows, 'window')} before: ${count} (${measured.join('; ')})`
}
