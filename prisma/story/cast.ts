import type { Chance } from './chance.js'
import type { Paced } from './pace.js'
import type { Account, Opportunity, Theme } from './tables.js'

export type Company = {
  readonly accounts: readonly Account[]
  readonly opportunities: readonly Opportunity[]
  readonly themes: readonly Theme[]
}

export type Voice = { readonly reporter: string; readonly account: string; readonly opportunity: string }

const withAccount = 0.7
const withOpportunity = 0.55

/** Gives each note who reported it, and of which account and deal: as cued, else whoever is heard least so far. */
export function cast(notes: readonly Paced[], company: Company, chance: Chance): readonly (Paced & Voice)[] {
  const anonymous = drawAnonymous(notes, chance)
  const heard = tally()
  const voices = new Map<Paced, Voice>()
  // Cued notes first, so that the others fill in around them.
  for (const note of [...notes.filter(({ cue }) => cue), ...notes.filter(({ cue }) => !cue)]) {
    const voice = anonymous.has(note)
      ? { reporter: quietestRep(note, company, heard), account: '', opportunity: '' }
      : voiceOf(note, company, heard)
    for (const who of [voice.account, voice.reporter]) heard.add(who, note.label)
    voices.set(note, voice)
  }
  return dropOpportunities(notes, voices, chance)
}

function drawAnonymous(notes: readonly Paced[], chance: Chance): ReadonlySet<Paced> {
  const count = Math.round(notes.length * (1 - withAccount))
  return new Set(chance.shuffled(notes.filter(({ cue }) => !cue)).slice(0, count))
}

function voiceOf(note: Paced, company: Company, heard: Tally): Voice {
  const account = note.cue
    ? company.accounts.find(({ external_id }) => external_id === note.cue?.account)
    : heard.least(accountsFor(note, company), note.label, ({ external_id, owner }) => [external_id, owner])
  if (account === undefined) throw new Error(`No account for: ${note.text}`)
  const opportunity = note.cue?.opportunity ?? dealAt(note, account, company.opportunities)
  return { reporter: account.owner, account: account.external_id, opportunity }
}

function accountsFor(note: Paced, { accounts, themes }: Company): readonly Account[] {
  const sizes = themes.find(({ label }) => label === note.label)?.sizes ?? []
  return accounts.filter(({ size }) => sizes.length === 0 || sizes.includes(size))
}

/** The deal of the account that was open on the day, the one closing first. */
function dealAt(note: Paced, account: Account, opportunities: readonly Opportunity[]): string {
  const [deal] = opportunities
    .filter((deal) => deal.account_external_id === account.external_id && -Number(deal.close) <= note.daysAgo)
    .sort((a, b) => Number(a.close) - Number(b.close))
  return deal?.external_id ?? ''
}

function quietestRep(note: Paced, { accounts }: Company, heard: Tally): string {
  const reps = [...new Set(accounts.map(({ owner }) => owner))]
  const rep = heard.least(reps, note.label, (id) => [id])
  if (rep === undefined) throw new Error('No account has an owner')
  return rep
}

/** Takes deals from notes that no cue gave them to, down to the share that reps really fill in. */
function dropOpportunities(
  notes: readonly Paced[],
  voices: ReadonlyMap<Paced, Voice>,
  chance: Chance,
): readonly (Paced & Voice)[] {
  const full = notes.flatMap((note) => {
    const voice = voices.get(note)
    return voice ? [{ ...note, ...voice }] : []
  })
  const withDeal = full.filter(({ opportunity }) => opportunity !== '')
  const excess = withDeal.length - Math.round(notes.length * withOpportunity)
  const loose = chance.shuffled(withDeal.filter(({ cue }) => !cue)).slice(0, Math.max(0, excess))
  return full.map((note) => (loose.includes(note) ? { ...note, opportunity: '' } : note))
}

type Tally = {
  readonly add: (who: string, label: string) => void
  /** Of the candidates the one whose ids are heard least on this theme, then least at all. */
  readonly least: <T>(
    candidates: readonly T[],
    label: string,
    idsOf: (candidate: T) => readonly string[],
  ) => T | undefined
}

function tally(): Tally {
  const counts = new Map<string, number>()
  const count = (key: string) => counts.get(key) ?? 0
  const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + count(key), 0)
  return {
    add: (who, label) => {
      for (const key of [who, `${who} ${label}`]) counts.set(key, count(key) + 1)
    },
    least: (candidates, label, idsOf) => {
      const onTheme = (candidate: (typeof candidates)[number]) =>
        sum(idsOf(candidate).map((id) => `${id} ${label}`))
      const atAll = (candidate: (typeof candidates)[number]) => sum(idsOf(candidate))
      return [...candidates].sort((a, b) => onTheme(a) - onTheme(b) || atAll(a) - atAll(b))[0]
    },
  }
}
