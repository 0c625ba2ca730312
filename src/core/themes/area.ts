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
