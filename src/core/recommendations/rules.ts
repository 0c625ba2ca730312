import type { ThemeCount } from '../digests/digest.js'
import type { Advice } from './recommendation.js'

type Rule = {
  /** What the theme's title is about. */
  readonly about: RegExp
  readonly objection: Advice
  readonly request: Advice
}

const program = (type: Extract<Advice, { family: 'program' }>['type']): Advice => ({
  family: 'program',
  type,
})
const product = (type: Extract<Advice, { family: 'product' }>['type']): Advice => ({
  family: 'product',
  type,
})

/** Read from the top: the first line that fits decides. */
export const RULES: readonly Rule[] = [
  {
    about: /\b(competitor|undercut\w*|cheaper|versus|vs|rival|incumbent|already use\w*|switch\w*|loyal)\b/i,
    objection: program('competitive play'),
    request: program('battlecard'),
  },
  {
    about:
      /\b(pric\w*|cost\w*|expensive|discount\w*|fee|fees|tier\w*|seat\w*|licen[cs]\w*|plan|plans|packag\w*|bundl\w*)\b/i,
    objection: program('pricing or packaging offer'),
    request: product('repackage'),
  },
  {
    about: /\b(budget\w*|funding|roi|value|business case|justify\w*)\b/i,
    objection: program('case study'),
    request: program('case study'),
  },
  {
    about: /\b(timing|not now|later|next (year|quarter)|busy|freeze|priorit\w*)\b/i,
    objection: program('campaign'),
    request: program('campaign'),
  },
  {
    about: /\b(secur\w*|complian\w*|soc ?2|gdpr|hipaa|privacy|legal|residency|audit\w*)\b/i,
    objection: program('web content'),
    request: product('build'),
  },
  {
    about: /\b(trust\w*|referenc\w*|proof|unknown|small|young|risk\w*|reviews?)\b/i,
    objection: program('case study'),
    request: program('event'),
  },
  {
    about: /\b(contract\w*|terms?|lock-?in|commit\w*|renew\w*)\b/i,
    objection: program('pricing or packaging offer'),
    request: product('repackage'),
  },
  {
    about: /\b(integrat\w*|connect\w*|api|sync\w*|export\w*|import\w*|webhook\w*|sso)\b/i,
    objection: product('build'),
    request: product('build'),
  },
  {
    about: /\b(migrat\w*|onboard\w*|effort|complex\w*|setup|train\w*|hard|adopt\w*|slow\w*|perform\w*)\b/i,
    objection: product('reshape'),
    request: product('reshape'),
  },
  { about: /./s, objection: program('battlecard'), request: product('build') },
]

/** An approved answer that reps still meet is a matter of enablement, whatever it is about. */
export function adviceFor(theme: ThemeCount, hasAnswer: boolean): Advice {
  if (hasAnswer) return program('enablement session')
  const rule = RULES.find(({ about }) => about.test(theme.title))
  return rule?.[theme.kind] ?? program('battlecard')
}
