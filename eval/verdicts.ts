import { importAccounts } from '../src/core/accounts/import.js'
import { importOfferings, type OfferingRow } from '../src/core/catalogue/import.js'
import type { Ruling } from '../src/core/catalogue/verdict.js'
import type { Judge } from '../src/core/ports.js'
import { place } from '../src/core/themes/place.js'
import { openBench } from './bench.js'
import type { JudgedRequest } from './requests.js'

/** Shares from 0 to 1; null where there is nothing that it could be a share of. */
export type VerdictScores = {
  readonly n: number
  /** Answered without asking. */
  readonly sure: number
  /** Of those: verdict and offering were right. */
  readonly precision: number | null
  /** Of the requests that have an offering: it was among the three nearest. */
  readonly top3: number | null
  /** Of those that are not offered: shown as sold. */
  readonly wrongly_sold: number | null
}

/**
 * The catalogue and the requests go through the database and the program's own placing: an account for each tier, a piece
 * of feedback for each request.
 */
export async function measureVerdicts(
  offerings: readonly OfferingRow[],
  requests: readonly JudgedRequest[],
  judge: Judge | null = null,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<VerdictScores> {
  const bench = await openBench(judge)
  const { store, clock } = bench.house
  try {
    const workspace = await bench.newWorkspace()
    const tiers = [...new Set(requests.map(({ tier }) => tier))]
    const idOf = await store.within(workspace, async (tx) => {
      await importOfferings(tx, clock, offerings)
      await importAccounts(tx, clock, tiers.map(accountOf))
      return new Map((await tx.catalogue.all()).map(({ externalId, id }) => [externalId, id]))
    })
    const tally = { sure: 0, right: 0, offered: 0, top3: 0, notOffered: 0, sold: 0 }
    for (const [done, request] of requests.entries()) {
      const { text, tier } = request
      const id = await bench.keep(workspace, { text, label: '', kind: 'request' })
      await store.within(workspace, async (tx) => {
        const { externalId } = accountOf(tier)
        const [account] = await tx.accounts.lookUp({ externalIds: [externalId], keys: [], domains: [] })
        if (account)
          await tx.feedback.setAccount(id, {
            accountId: account.id,
            accountName: account.name,
            opportunityId: null,
          })
      })
      await place(bench.house, workspace, { feedbackId: id, reply: null })
      const ruling = await store.within(workspace, (tx) => tx.verdicts.of(id))
      if (!ruling) throw new Error(`no verdict on “${text}”`)
      count(tally, request, ruling, (externalId) => idOf.get(externalId) ?? null)
      onProgress(done + 1, requests.length)
    }
    return {
      n: requests.length,
      sure: share(tally.sure, requests.length) ?? 0,
      precision: share(tally.right, tally.sure),
      top3: share(tally.top3, tally.offered),
      wrongly_sold: share(tally.sold, tally.notOffered),
    }
  } finally {
    await bench.close()
  }
}

function accountOf(tier: string | null) {
  const externalId = `tier ${tier ?? 'unknown'}`
  return {
    externalId,
    name: externalId,
    domain: null,
    industry: null,
    size: null,
    region: null,
    owner: null,
    tier,
  }
}

type Tally = {
  sure: number
  right: number
  offered: number
  top3: number
  notOffered: number
  sold: number
}

function count(
  tally: Tally,
  { verdict, offering }: JudgedRequest,
  ruling: Ruling,
  idOf: (externalId: string) => string | null,
): void {
  const gold = offering === null ? null : idOf(offering)
  if (offering !== null && gold === null) throw new Error(`no offering ${offering}`)
  if (ruling.isSure) {
    tally.sure += 1
    if (ruling.verdict === verdict && ruling.offeringId === gold) tally.right += 1
  }
  if (gold === null) {
    tally.notOffered += 1
    if (ruling.isSure && ruling.verdict === 'we_sell_this') tally.sold += 1
  } else {
    tally.offered += 1
    if (ruling.nearest.includes(gold)) tally.top3 += 1
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((part / whole).toFixed(4))
}
