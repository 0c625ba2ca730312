import type { FoundGap, Gap, Sign } from '../gaps/gap.js'
import type { Kind } from '../feedback/feedback.js'
import type { Area } from '../themes/area.js'
import type { Advice, ProductType, ProgramType } from './recommendation.js'

/** One line of the table: every condition that stands in it must hold. */
type Rule = {
  /** Null: not clear. */
  readonly gap: Gap | null
  readonly sign?: readonly Sign[]
  readonly kind?: Kind
  readonly area?: readonly Area[]
  /** At least so many lost opportunities, and none won. */
  readonly lost?: number
  readonly advice: Advice
}

const program = (type: ProgramType): Advice => ({ family: 'program', type })
const product = (type: ProductType): Advice => ({ family: 'product', type })

/** What to do about a theme, by its gap and what shows it. Read from the top: the first line that fits decides. */
export const RULES: readonly Rule[] = [
  // We have it, and reps don't know.
  { gap: 'enablement', advice: program('enablement session') },

  // We have it, and customers don't see it.
  { gap: 'message', sign: ['answer fails'], advice: program('battlecard') },
  { gap: 'message', sign: ['sold, and told before'], advice: program('web content') },
  { gap: 'message', area: ['competitor'], advice: program('competitive play') },
  { gap: 'message', area: ['trust', 'budget'], advice: program('case study') },
  { gap: 'message', area: ['timing'], advice: program('campaign') },
  { gap: 'message', area: ['authority'], advice: program('event') },
  { gap: 'message', area: ['security'], advice: program('web content') },
  { gap: 'message', area: ['need'], advice: product('reposition') },
  { gap: 'message', advice: program('battlecard') },

  // What it costs, or what it comes with.
  { gap: 'price or packaging', sign: ['higher tier'], advice: product('repackage') },
  { gap: 'price or packaging', advice: program('pricing or packaging offer') },

  // It is not there, or not good enough.
  { gap: 'product', sign: ['planned', 'not offered'], advice: product('build') },
  { gap: 'product', sign: ['workaround'], advice: product('reshape') },
  { gap: 'product', area: ['missing feature', 'integration', 'reporting'], advice: product('build') },
  { gap: 'product', advice: product('reshape') },

  // Those who say it are not those who buy.
  { gap: 'bad fit', kind: 'objection', lost: 5, advice: product('retire') },
  { gap: 'bad fit', advice: product('reposition') },

  // Not clear yet: somebody writes an answer, or takes the notes to product.
  { gap: null, kind: 'objection', advice: program('battlecard') },
  { gap: null, kind: 'request', advice: product('build') },
]

/** Null `found`: the gap is not clear. */
export function adviceFor(kind: Kind, found: FoundGap | null): Advice {
  const rule = RULES.find((each) => fits(each, kind, found))
  if (!rule) throw new Error(`no rule fits ${kind}, ${found?.gap ?? 'no gap'}`)
  return rule.advice
}

function fits({ gap, sign, kind: of, area, lost }: Rule, kind: Kind, found: FoundGap | null): boolean {
  if (gap !== (found?.gap ?? null) || (of !== undefined && of !== kind)) return false
  if (!found) return true
  const { signs } = found
  return (
    (sign === undefined || sign.includes(found.sign)) &&
    (area === undefined || area.some((each) => each === signs.area)) &&
    (lost === undefined || (signs.lost >= lost && signs.won === 0))
  )
}
