import { type Area, AREAS } from '../themes/area.js'
import type { Kind } from '../feedback/feedback.js'
import type { Known } from './known.js'
import { allOf, type Measure, type Question, type Segment, SEGMENTS } from './question.js'
import { Reading } from './text.js'
import { type Calendar, takeTime, usualTime } from './time.js'

/** A question as a model reads it: what it names must have been given to it; `time` are the question's own words. */
export type Told = Readonly<Record<Segment, string | null>> & {
  readonly measure: Measure
  readonly kind: Kind | null
  readonly account: string | null
  readonly themeIds: readonly string[]
  readonly area: string | null
  readonly competitor: string | null
  readonly time: string | null
  readonly mine: boolean
}

/** Null where it names anything that the workspace has not, or a time that does not stand in the question: it is refused whole. */
export function questionAsTold(
  told: Told,
  known: Known,
  asked: Calendar & { readonly person: string; readonly text: string },
): Question | null {
  const area = told.area === null ? null : areaNamed(told.area)
  const account = told.account === null ? null : accountNamed(told.account, known)
  const time = told.time === null ? usualTime(asked) : timeTold(told.time, asked)
  const isKnown =
    SEGMENTS.every((segment) => told[segment] === null || known[segment].includes(told[segment])) &&
    told.themeIds.every((id) => known.themes.some((theme) => theme.id === id)) &&
    (told.competitor === null || known.competitors.includes(told.competitor))
  if (!isKnown || area === undefined || account === undefined || time === null) return null
  return {
    ...allOf(time),
    measure: told.measure,
    kind: told.kind,
    industry: told.industry,
    size: told.size,
    region: told.region,
    accountId: account,
    themeIds: told.themeIds,
    area,
    competitor: told.competitor,
    reporter: told.mine ? asked.person : null,
  }
}

function areaNamed(name: string): Area | undefined {
  return AREAS.find((area) => area === name)
}

function accountNamed(name: string, { accounts }: Known): string | undefined {
  const [account, ...others] = accounts.find((each) => each.name === name)?.accounts ?? []
  return others.length === 0 ? account?.id : undefined
}

/** The words must stand in the question, and are read as all times are. */
function timeTold(words: string, asked: Calendar & { readonly text: string }) {
  if (!asked.text.toLowerCase().includes(words.toLowerCase())) return null
  return takeTime(new Reading(words), asked)
}
