import type { Embedder } from '../ports.js'
import { dot } from './similarity.js'

/** The coarse level over themes: what B2B buyers object to, and ask for, whatever is sold. */
export const AREAS = [
  'price',
  'budget',
  'timing',
  'authority',
  'competitor',
  'missing feature',
  'integration',
  'security',
  'trust',
  'effort',
  'contract',
  'usability',
  'performance',
  'support',
  'reporting',
  'need',
  'other',
] as const

export type Area = (typeof AREAS)[number]

/** The area that these vectors (a theme's title and some of its texts) are nearest to, together. */
export type AreaOf = (vectors: readonly Float32Array[]) => Area

/** Below it a theme is like no area more than like another. */
const NEAR = 0.22

// Said as buyers say it, of no product in particular.
const prototypes: Readonly<Record<Exclude<Area, 'other'>, readonly string[]>> = {
  price: [
    'too expensive',
    'the price is too high for what it does',
    'they want a discount',
    'cost per seat adds up',
    'cheaper plan or usage based pricing',
  ],
  budget: [
    'no budget this year',
    'spending is frozen',
    'there is no money allocated for this',
    'funding was cut',
  ],
  timing: [
    'not now, come back next quarter',
    'the project was postponed',
    'they are too busy at the moment',
    'waiting until after the reorganisation',
  ],
  authority: [
    'the decision is made by somebody else',
    'no executive buy-in',
    'the board has to approve it',
    'our champion left the company',
  ],
  competitor: [
    'they already use another vendor',
    'a competitor is cheaper',
    'we lost to a competitor',
    'happy with their current tool',
  ],
  'missing feature': [
    'a feature that they need is missing',
    'they would like an option to customise it',
    'asked for a mobile app',
    'wish it could do that automatically',
    'support for more languages',
  ],
  integration: [
    'it must integrate with their other systems',
    'needs an API or a connector',
    'sync data with the CRM',
    'import and export of data',
  ],
  security: [
    'security review and certification',
    'where is the data stored, privacy and GDPR',
    'single sign-on and user permissions',
    'audit log and compliance',
  ],
  trust: [
    'worried that the vendor is too small and may not survive',
    'no references or case studies in their industry',
    'they had a bad experience before',
    'do not trust the results',
  ],
  effort: [
    'switching takes too much effort',
    'implementation and migration take too long',
    'no people to set it up',
    'they would need training',
  ],
  contract: [
    'the contract term is too long',
    'annual commitment and cancellation',
    'legal terms and liability',
    'payment terms and invoicing',
  ],
  usability: [
    'it is hard to use',
    'the interface is confusing',
    'too complicated for the team',
    'poor user experience',
  ],
  performance: ['it is slow', 'pages take long to load', 'it crashes and has bugs', 'outages and uptime'],
  support: [
    'support answers too slowly',
    'they want a dedicated contact',
    'documentation is poor',
    'help with a problem',
  ],
  reporting: [
    'better reports and dashboards',
    'analytics and metrics',
    'forecast and charts',
    'see the numbers by team',
  ],
  need: [
    'they do not need it',
    'spreadsheets are good enough',
    'it does not fit their use case',
    'not a priority for them',
  ],
}

const loaded = new Map<string, Promise<AreaOf>>()

/** The prototypes' vectors are made once for each embedder: half a second with the local one. */
export function loadAreas(embedder: Embedder): Promise<AreaOf> {
  const loading = loaded.get(embedder.id) ?? load(embedder)
  loaded.set(embedder.id, loading)
  loading.catch(() => loaded.delete(embedder.id))
  return loading
}

async function load(embedder: Embedder): Promise<AreaOf> {
  const said: { readonly area: Area; readonly text: string }[] = []
  for (const area of AREAS)
    if (area !== 'other') for (const text of prototypes[area]) said.push({ area, text })
  const vectors = await embedder.embed(said.map(({ text }) => text))
  return (texts) => nearestArea(texts, said, vectors)
}

/** By each text's nearest prototype of the area, averaged over the texts. */
function nearestArea(
  texts: readonly Float32Array[],
  said: readonly { readonly area: Area }[],
  vectors: readonly Float32Array[],
): Area {
  const sums = new Map<Area, number>()
  for (const text of texts) {
    const best = new Map<Area, number>()
    said.forEach(({ area }, place) => {
      const vector = vectors[place]
      if (vector) best.set(area, Math.max(best.get(area) ?? -1, dot(text, vector)))
    })
    for (const [area, similarity] of best) sums.set(area, (sums.get(area) ?? 0) + similarity / texts.length)
  }
  const [first] = [...sums].sort((a, b) => b[1] - a[1])
  return first && first[1] >= NEAR ? first[0] : 'other'
}
