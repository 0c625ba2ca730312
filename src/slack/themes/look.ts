import { answersTo } from '../../core/answers/best.js'
import type { Ranked } from '../../core/answers/record.js'
import { NO_MONEY, type ThemeMoney } from '../../core/accounts/money.js'
import type { Evidence } from '../../core/digests/digest.js'
import type { Kind } from '../../core/feedback/feedback.js'
import type { FoundGap } from '../../core/gaps/gap.js'
import { gapsOf } from '../../core/gaps/look.js'
import type { Tables } from '../../core/tables.js'
import { standing } from '../../core/themes/correct.js'
import type { Correction } from '../../core/themes/correction.js'
import type { Proposal } from '../../core/themes/proposal.js'
import type { Theme, ThemeReach } from '../../core/themes/theme.js'
import { mayDecide, stranger } from '../../core/workspaces/workspace.js'

export type Heard = { readonly theme: Theme; readonly reach: ThemeReach }

/** A proposal with the themes that it is about, as they are now. */
export type Asked = { readonly proposal: Proposal; readonly theme: Heard; readonly other: Heard | null }

export type ThemesLook = { readonly asked: readonly Asked[]; readonly heard: readonly Heard[] }

export type ThemeLook = Heard & {
  /** Of all time. */
  readonly money: ThemeMoney
  readonly base: string | null
  readonly evidence: Evidence
  /** Whether who looks may correct it. */
  readonly isApprover: boolean
  /** The last correction of it, where that can be undone. */
  readonly undo: string | null
  /** Over 13 weeks; null where it is not clear. */
  readonly gap: FoundGap | null
  /** The approved ones that serve it, the best first. */
  readonly answers: readonly Ranked[]
  readonly now: Date
}

const ALL = 10_000
const QUOTES = 5
const LOOKS_BACK = 200

export async function themesLook(tx: Tables): Promise<ThemesLook> {
  const asked: Asked[] = []
  for (const proposal of await tx.proposals.all()) {
    const { change, state } = proposal
    const theme = state === 'open' ? await heardOf(tx, change.themeId) : null
    if (!theme) continue
    const other = change.kind === 'merge' ? await heardOf(tx, change.otherId) : null
    asked.push({ proposal, theme, other })
  }
  return { asked, heard: await tx.themes.mostHeard(ALL) }
}

/** `id` may be that of a theme which is merged by now: the one that has its feedback is shown. */
export async function themeLook(tx: Tables, id: string, person: string): Promise<ThemeLook | null> {
  const theme = await standing(tx, id)
  if (!theme) return null
  const isApprover = await isApproverNow(tx, person)
  const always = { start: new Date(0), end: tx.now }
  return {
    theme,
    reach: await tx.themes.reach(theme.id),
    money: (await tx.digests.money([theme.id], always)).get(theme.id) ?? NO_MONEY,
    base: await tx.rates.base(),
    evidence: await tx.digests.evidence(theme.id, always, QUOTES),
    isApprover,
    gap: (await gapsOf(tx, [theme.id], tx.now))[0] ?? null,
    undo: isApprover ? await lastOf(tx, theme.id) : null,
    answers: theme.kind === 'objection' ? await answersTo(tx, theme.id) : [],
    now: tx.now,
  }
}

export async function isApproverNow(tx: Tables, person: string): Promise<boolean> {
  return mayDecide(await tx.workspace.read(), (await tx.people.find(person)) ?? stranger(person))
}

/** By title in both kinds, whatever the case; else those whose title has all the words. */
export async function themesNamed(tx: Tables, name: string): Promise<readonly Theme[]> {
  const exact = [await tx.themes.named('objection', name), await tx.themes.named('request', name)]
  const named = exact.filter((theme) => theme !== null)
  if (named.length > 0) return named
  const words = name.toLowerCase().split(/\s+/).filter(Boolean)
  return (await tx.themes.all()).filter(({ title }) =>
    words.every((word) => title.toLowerCase().includes(word)),
  )
}

/** For a menu: the most heard first. */
export async function heardOfKind(tx: Tables, kind: Kind): Promise<readonly Theme[]> {
  return (await tx.themes.mostHeard(ALL)).map(({ theme }) => theme).filter((theme) => theme.kind === kind)
}

async function heardOf(tx: Tables, id: string): Promise<Heard | null> {
  const theme = await tx.themes.find(id)
  return theme && { theme, reach: await tx.themes.reach(id) }
}

async function lastOf(tx: Tables, themeId: string): Promise<string | null> {
  const stands = (await tx.corrections.latest(LOOKS_BACK)).filter(({ undoneAt }) => undoneAt === null)
  const last = stands.find((correction) => isAbout(correction, themeId))
  return last && (await tx.corrections.after(last)).length === 0 ? last.id : null
}

function isAbout(correction: Correction, themeId: string): boolean {
  const { feedback, themes } = correction.before
  return (
    correction.themeId === themeId ||
    themes.some(({ id }) => id === themeId) ||
    feedback.some((place) => place.themeId === themeId)
  )
}
