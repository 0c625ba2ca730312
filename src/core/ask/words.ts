import type { Kind } from '../feedback/feedback.js'
import type { Area } from '../themes/area.js'
import type { Measure } from './question.js'

const phrase = (pattern: string): RegExp => new RegExp(`(?<= )(?:${pattern})(?= )`, 'u')

/** What says what is asked for; the first that stands in a question decides. */
export const MEASURE_CUES: readonly (readonly [Measure, RegExp])[] = [
  [
    'answers',
    phrase(
      '(?:approved )?answers?|responses?|rebuttals?|battlecards?|talk tracks?|materials?|what (?:do|should|can|could|shall) (?:we|i|you|reps|one) (?:say|tell|reply|answer)|how (?:do|should|can|could|to|shall)(?: (?:we|i|you|reps))? (?:best )?(?:handle|answer|respond|counter|overcome|meet|deal)',
    ),
  ],
  [
    'outcomes',
    phrase(
      'wins?|won|winning|los(?:e|es|ing|t)|loss(?:es)?|win rates?|closed (?:won|lost)|outcomes?|deals? (?:died|fell through)',
    ),
  ],
  [
    'trend',
    phrase(
      'trends?|trending|over time|(?:by|per|each|every) (?:week|month)|weekly|monthly|going (?:up|down)|(?:on the )?ris(?:e|es|ing)|fall(?:s|ing)?|grow(?:s|n|ing)?|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|develop(?:s|ed|ing)?|chang(?:e|es|ed|ing)|more or less|more often|less often',
    ),
  ],
  [
    'money',
    phrase(
      'how much(?: money| revenue| pipeline| arr)?(?: is| are)?|money|revenue|pipeline|arr|acv|worth|dollars?|amounts?|value|at stake|at risk',
    ),
  ],
  [
    'competitors',
    phrase(
      '(?:which|what|top|main|most common)(?: (?:other|are|the))* (?:competitors?|rivals?|vendors?)|competitors|rivals|who (?:do|did|are) we (?:compared|up) (?:to|with|against)',
    ),
  ],
  [
    'industries',
    phrase(
      '(?:which|what) (?:industr(?:y|ies)|sectors?|verticals?|segments?)|(?:by|per|each) (?:industry|sector|vertical|segment)',
    ),
  ],
  ['sizes', phrase('(?:which|what) (?:company )?sizes?|(?:by|per) (?:company )?size')],
  [
    'regions',
    phrase(
      '(?:which|what) (?:regions?|countries|markets?|territor(?:y|ies))|(?:by|per|each) (?:region|country|market|territory)|where',
    ),
  ],
  [
    'count',
    phrase(
      'how (?:many|often|frequent(?:ly)?|common)(?: (?:times|accounts|customers|companies|clients|people|reps|notes))?|number of(?: (?:times|accounts|customers|notes))?|count(?: of)?|total(?: number)?',
    ),
  ],
  [
    'accounts',
    phrase(
      'who(?: else)?|whom|(?:which|what|list|show(?: me)?|name)(?: (?:all|the|of|our|my|other))* (?:accounts?|customers?|compan(?:y|ies)|clients?|prospects?|buyers?|logos?)',
    ),
  ],
  [
    'quotes',
    phrase(
      'quotes?|quotations?|verbatims?|(?:exact|own|very|actual) words|in their words|word for word|examples?|evidence|(?:what|show me what|everything|anything)(?: (?:did|do|does|has|have|they|customers|people|was|is|it|·+))* (?:say|says|said|saying|tell|told)',
    ),
  ],
]

/** What may stand for “by theme”, the usual measure. */
export const THEME_CUE = phrase(
  'what|which|top|themes?|topics?|reasons?|why|main|biggest|most|common|frequent|list|summar(?:y|ise|ize)|overview|things?|show',
)

export const KIND_CUES: readonly (readonly [Kind, RegExp])[] = [
  [
    'objection',
    phrase(
      "object(?:s|ed|ing|ions?)?|push ?backs?|pushed back|pushing back|concern(?:s|ed)?|complain(?:s|ed|ing|ts?)?|blockers?|blocks|blocking|hesitat(?:e|es|ed|ing|ions?)|worr(?:y|ies|ied)|dislikes?|(?:holds?|holding|held)(?: \\S+){0,2} back|reasons? not to buy|not (?:buy|buying|bought)|don't (?:buy|like)|won't buy|turn(?:s|ed|ing)? (?:us )?down|against us|pain(?: points?)?|deal ?breakers?|(?:say|says|said|saying) no|criticisms?|criticis(?:e|ed|ing)",
    ),
  ],
  [
    'request',
    phrase(
      'requests?|requested|requesting|ask(?:s|ed|ing)? (?:us )?(?:for|about)|ask(?:s|ed|ing)?|wants?|wanted|wanting|needs?|needed|wish(?:es|ed)?|features?|demands?|demanded|looking for|requires?|required|requirements?|gaps?|would like|like to (?:have|see)',
    ),
  ],
]

export const MINE = phrase(
  "my(?: own)?|mine|i(?: have|'ve|ve| did)? (?:log|logged|hear|heard|report|reported|noted)|(?:did|have) i (?:log|logged|hear|heard|report|reported)|(?:by|from) me",
)

/** Words that a question has anyhow. What is neither here nor understood is said back. */
export const FILLERS: ReadonlySet<string> = new Set(
  `a about account accounts across after again all also am among an and any anyone anything are around as asked at be because
  been before behind being best between big bigger biggest both bought break broke broken but buy buyer buyers buying by call came can
  case client clients come comes coming common companies company compare compared could count currently customer customers deal
  deals did different do does doing don't down due each else every everyone everything far feedback find first folks for
  frequent frequently from further gave get gets getting give gives go going good got great had happen happened happening has
  have haven't having he hear heard hearing hello help her here hey hi his how i if in industries industry into involved is isn't
  issue issues it items its just keep keeps kind know lead leads least let like list log logged look looks made main make makes
  many market marketing matter matters mainly may me mention mentioned mentioning mentions might more most mostly much my name need new next
  no not note noted notes now number of off often on one ones only open opportunities opportunity or other others our out over overview
  overall part people per person place please point points problem problems product prospect prospects raise raised raises
  raising rank ranked rather really reason reasons recent recently regarding region rep reported reports reps result right run
  sale sales say saying says sector see seen segment sell selling sentiment shall she should show shows since size so some
  somebody someone something sort still stop stuff subject such summarise summarize summary talk talking talked team tell than
  thanks that the their them theme themes then there these they thing things think thinking this those through throughout time
  times to today together told too top topic topics total towards type types under up us use used user users usual usually very
  via was we week well were what what's when where which while who whole whom whose why will with within without wonder won't
  would yes yet you your`.split(/\s+/),
)

/** How people name the areas. */
export const AREA_WORDS: ReadonlyMap<string, Area> = new Map(
  (
    [
      ['price', 'price prices pricing priced cost costs costly expensive cheap cheaper discount discounts'],
      ['budget', 'budget budgets funding'],
      ['timing', 'timing postponed postponement delay delays'],
      ['authority', 'authority approval sign-off buy-in'],
      ['competitor', 'competition competitor competitive'],
      ['missing feature', 'functionality capabilities'],
      ['integration', 'integration integrations integrate integrating api apis connector connectors'],
      ['security', 'security secure privacy compliance gdpr'],
      ['trust', 'trust credibility references reputation'],
      ['effort', 'effort implementation migration onboarding switching rollout training'],
      ['contract', 'contract contracts contractual legal terms'],
      ['usability', 'usability ux ui usable'],
      ['performance', 'performance speed slow slowness outages uptime bugs reliability'],
      ['support', 'support service'],
      ['reporting', 'reporting dashboards analytics'],
    ] as const
  ).flatMap(([area, words]) => words.split(' ').map((word) => [word, area] as const)),
)
