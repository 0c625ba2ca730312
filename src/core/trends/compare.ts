import { type RateRatio, type Rates, rateRatioOf, tailsOf } from '../statistics/rate-ratio.js'
import { type Denominator, type Dispersions, sumOf, type Week } from './week.js'

/** Two stretches of windows of one theme, and what every other theme was heard in them. */
export type Stretches = {
  readonly now: readonly Week[]
  readonly before: readonly Week[]
  readonly dispersions: Dispersions
  readonly rivals: readonly { readonly now: number; readonly before: number }[]
}

export type Comparison = {
  readonly direction: 'down' | 'up'
  /** Two-sided: how likely a change of this size, either way, is by chance alone; 1 where the denominators disagree. */
  readonly p: number
  readonly rates: Readonly<Record<Denominator, Rates>>
}

/** Of what is measured by: fewer say nothing of how much was logged. */
const LEAST_EXPOSURE = 10

/**
 * The rate now against the rate before; null where too little else was logged to tell fewer objections from less logging.
 *
 * The rate per note of the other themes decides, since whatever makes people log less makes them log less of everything:
 * a rep who leaves, a week of holidays, reps who log half of what they hear. Per rep the last would look like a fall, and
 * per opportunity it would where each is named once instead of twice; both also vary more from week to week. What can
 * fool the rate per note is one other theme that swells and takes its share, or goes and leaves it: so the one that would
 * make the change look largest is left out of the notes. And the rates per rep and per opportunity must point the same way.
 */
export function compare({ now, before, dispersions, rivals }: Stretches): Comparison | null {
  const by = (of: Denominator): Rates => ({
    now: { count: sumOf(now, 'count'), exposure: sumOf(now, of) },
    before: { count: sumOf(before, 'count'), exposure: sumOf(before, of) },
    dispersion: dispersions[of],
  })
  const note = by('note')
  const [down, up] = [withoutRival(note, rivals, 'down'), withoutRival(note, rivals, 'up')]
  if (!isMeasured(down) || !isMeasured(up)) return null
  const [fewer, more] = [tailsOf(down).fewer, tailsOf(up).more]
  const direction = fewer <= more ? 'down' : 'up'
  const rates = { note: fewer <= more ? down : up, rep: by('rep'), opportunity: by('opportunity') }
  const agree = [rates.rep, rates.opportunity].every((each) => !isMeasured(each) || points(each, direction))
  return { direction, p: agree ? Math.min(1, 2 * Math.min(fewer, more)) : 1, rates }
}

/** Of one denominator, with the interval; null where it measures nothing. */
export function ratioOf({ rates }: Comparison, by: Denominator): RateRatio | null {
  return isMeasured(rates[by]) ? rateRatioOf(rates[by]) : null
}

export function isMeasured({ now, before }: Rates): boolean {
  return before.exposure >= LEAST_EXPOSURE && now.exposure > 0
}

export function points({ now, before }: Rates, direction: Comparison['direction']): boolean {
  const difference = now.count * before.exposure - before.count * now.exposure
  return direction === 'down' ? difference < 0 : difference > 0
}

/** Down looks largest where notes grew most, up where they shrank most. */
function withoutRival(note: Rates, rivals: Stretches['rivals'], direction: Comparison['direction']): Rates {
  const without = rivals.map((rival) => ({
    ...note,
    now: { ...note.now, exposure: note.now.exposure - rival.now },
    before: { ...note.before, exposure: note.before.exposure - rival.before },
  }))
  const growth = ({ now, before }: Rates): number => now.exposure / before.exposure
  return without.reduce((least, each) => {
    if (each.before.exposure <= 0) return each
    return (direction === 'down' ? growth(each) < growth(least) : growth(each) > growth(least)) ? each : least
  }, note)
}
