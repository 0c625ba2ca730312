import { createClock } from '../../../src/clock.js'
import type { Known } from '../../../src/core/ask/known.js'
import type { Question } from '../../../src/core/ask/question.js'

/** A workspace's names, as a question finds them. */
export const KNOWN: Known = {
  industry: ['Financial services', 'Healthcare', 'Manufacturing', 'Retail', 'Software'],
  size: ['enterprise', 'mid-market', 'small'],
  region: ['DACH', 'EMEA', 'North America', 'US'],
  competitors: ['BrightDeck', 'Tableau'],
  accounts: [
    { name: 'acme', accounts: [account('acme', 'Acme')] },
    { name: 'contoso', accounts: [account('contoso', 'Contoso')] },
    { name: 'northwind', accounts: [account('n1', 'Northwind'), account('n2', 'Northwind')] },
  ],
  themes: [
    theme('price', 'objection', 'Price is too high', 'price'),
    theme('budget', 'objection', 'No budget this year', 'budget'),
    theme('undercut', 'objection', 'BrightDeck undercuts us', 'competitor'),
    theme('eu', 'objection', 'Data has to stay in the EU', 'security'),
    theme('later', 'objection', 'Not now, maybe next quarter', 'timing'),
    theme('soc2', 'objection', 'No SOC 2 report yet', 'trust'),
    theme('sso', 'request', 'Single sign-on', 'security'),
    theme('dashboards', 'request', 'Build their own dashboards', 'reporting'),
    theme('currencies', 'request', 'Several currencies in reports', 'missing feature'),
  ],
}

function account(id: string, name: string) {
  return {
    id,
    externalId: id,
    name,
    domain: null,
    industry: null,
    size: null,
    region: null,
    owner: null,
  }
}

function theme(
  id: string,
  kind: 'objection' | 'request',
  title: string,
  area: Known['themes'][number]['area'],
) {
  return { id, kind, title, area }
}

const clock = createClock()

/** A Wednesday, in UTC. */
export const ASKED = {
  now: new Date('2026-11-25T10:00:00Z'),
  slots: (schedule: string, at: Date) => clock.windowAt(schedule, 'UTC', at),
  person: 'U0RITA',
}

export type Expected = Partial<Omit<Question, 'time'>> & {
  /** Days; the end of an open time is now. */
  readonly from?: string | null
  readonly to?: string
  /** What was not understood; nothing. */
  readonly unread?: readonly string[]
}
