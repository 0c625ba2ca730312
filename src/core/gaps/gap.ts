import type { Verdict } from '../catalogue/verdict.js'
import type { Kind } from '../feedback/feedback.js'

/** What a theme really shows. */
export type Gap = 'enablement' | 'message' | 'price or packaging' | 'product' | 'bad fit'

export const GAPS: readonly Gap[] = ['enablement', 'message', 'price or packaging', 'product', 'bad fit']

/** Of a theme, so many of its newest notes are read: they show what more would show, however long the history is. */
export const NOTES_READ = 200

/** What speaks for a gap in one theme's newest notes of a time, as the queries count it. */
export type GapSigns = {
  readonly themeId: string
  readonly title: string
  readonly kind: Kind
  /** What it is about, coarsely; null until a night has said it. */
  readonly area: string | null
  /** Notes read: `NOTES_READ` at most. */
  readonly notes: number
  /** Requests by verdict; only those that are sure. */
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Of *we sell this*: those of a rep who had been told so of the same offering before. */
  readonly toldBefore: number
  /** The offering that most of the sure verdicts name. */
  readonly offering: string | null
  /** Approved answers that serve the theme. */
  readonly answers: number
  /** Notes that were heard since the first of them was there. */
  readonly answerable: number
  /** Notes on which a rep used an answer, or found no help in it. */
  readonly used: number
  readonly unhelpful: number
  /** Closed opportunities by the last reply of a rep: whether the answer worked. */
  readonly worked: number
  readonly failed: number
  /** Opportunities on which it was heard, by outcome. */
  readonly won: number
  readonly lost: number
  /** Accounts that said it and whose industry is known; of those, the ones in an industry where nothing was ever won. */
  readonly accounts: number
  readonly outside: number
}

/** Which sign decided. */
export type Sign =
  | 'outside'
  | 'sold'
  | 'sold, and told before'
  | 'higher tier'
  | 'workaround'
  | 'planned'
  | 'not offered'
  | 'answer fails'
  | 'answer unused'
  | 'wording'

/** A theme's gap with what it rests on. */
export type FoundGap = { readonly gap: Gap; readonly sign: Sign; readonly signs: GapSigns }

/** Fewer are an accident. */
const FEWEST = { verdicts: 2, setbacks: 3, answerable: 3, outside: 3, notes: 2 } as const
const OUTSIDE_SHARE = 0.7

/**
 * The theme's gap, by the first that holds: nobody like these accounts ever bought (bad fit); what the catalogue says to
 * most of its requests; how its answers do; for an objection without an answer, what it is about. Null where nothing does.
 */
export function gapOf(signs: GapSigns): FoundGap | null {
  const found = (gap: Gap, sign: Sign): FoundGap => ({ gap, sign, signs })
  if (isOutside(signs)) return found('bad fit', 'outside')
  return signs.kind === 'request' ? gapOfRequests(signs, found) : gapOfObjections(signs, found)
}

type Found = (gap: Gap, sign: Sign) => FoundGap

function isOutside({ kind, verdicts, won, accounts, outside, area }: GapSigns): boolean {
  if (won > 0 || outside < FEWEST.outside || outside < OUTSIDE_SHARE * accounts) return false
  return kind === 'objection' ? area === 'need' || area === null : topVerdict(verdicts) === 'not_offered'
}

function gapOfRequests({ verdicts, toldBefore }: GapSigns, found: Found): FoundGap | null {
  switch (topVerdict(verdicts)) {
    case null:
      return null
    case 'we_sell_this':
      return 2 * toldBefore >= verdicts.we_sell_this
        ? found('message', 'sold, and told before')
        : found('enablement', 'sold')
    case 'higher_tier':
      return found('price or packaging', 'higher tier')
    case 'workaround':
      return found('product', 'workaround')
    case 'planned':
      return found('product', 'planned')
    case 'not_offered':
      return found('product', 'not offered')
  }
}

/** The verdict of at least half of the sure ones; null where they are few, or none has half. */
function topVerdict(verdicts: GapSigns['verdicts']): Verdict | null {
  const said = VERDICTS.toSorted((a, b) => verdicts[b] - verdicts[a])
  const sum = said.reduce((total, verdict) => total + verdicts[verdict], 0)
  const [first, second] = said
  if (first === undefined || second === undefined || sum < FEWEST.verdicts) return null
  return 2 * verdicts[first] >= sum && verdicts[first] > verdicts[second] ? first : null
}

const VERDICTS: readonly Verdict[] = ['we_sell_this', 'higher_tier', 'workaround', 'planned', 'not_offered']

function gapOfObjections(signs: GapSigns, found: Found): FoundGap | null {
  const { answers, answerable, used, unhelpful, worked, failed, notes, area } = signs
  if (answers > 0) {
    const setbacks = unhelpful + failed
    if (setbacks >= FEWEST.setbacks && setbacks > used + worked) return found('message', 'answer fails')
    if (answerable >= FEWEST.answerable && 2 * (used + unhelpful) < answerable)
      return found('enablement', 'answer unused')
  }
  const gap = area === null || notes < FEWEST.notes ? undefined : BY_AREA[area]
  return gap === undefined ? null : found(gap, 'wording')
}

/** What an objection that nothing else explains is about. */
const BY_AREA: Readonly<Record<string, Gap>> = {
  price: 'price or packaging',
  contract: 'price or packaging',
  budget: 'message',
  timing: 'message',
  authority: 'message',
  competitor: 'message',
  trust: 'message',
  security: 'message',
  need: 'message',
  'missing feature': 'product',
  integration: 'product',
  reporting: 'product',
  effort: 'product',
  usability: 'product',
  performance: 'product',
  support: 'product',
}
