import type { Tables } from '../tables.js'
import type { Account } from './account.js'
import { domainOf, nameKey } from './name-key.js'

/** The accounts that a name may mean: none, one, or several of that name. */
export type Meanings = (name: string) => readonly Account[]

const AT_ONCE = 1000

/** Looks these names up by index: external id first, then the very name whatever the case, then name or domain. */
export async function meaningsOf(tx: Tables, names: readonly string[]): Promise<Meanings> {
  const asked = [...new Set(names)]
  const found = new Map<string, Account>()
  const byExternalId = new Map<string, Account>()
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const some = asked.slice(start, start + AT_ONCE)
    for (const account of await tx.accounts.lookUp({ externalIds: some, keys: [], domains: [] })) {
      found.set(account.id, account)
      if (account.externalId !== null) byExternalId.set(account.externalId, account)
    }
    const rest = some.filter((name) => !byExternalId.has(name))
    if (rest.length === 0) continue
    const of = { externalIds: [], keys: rest.map(nameKey), domains: rest.map(domainOf) }
    for (const account of await tx.accounts.lookUp(of)) found.set(account.id, account)
  }
  const byWord = new Map<string, Account[]>()
  for (const account of found.values()) {
    for (const word of new Set([nameKey(account.name), account.domain])) {
      if (word === null) continue
      byWord.set(word, [...(byWord.get(word) ?? []), account])
    }
  }
  return (name) => {
    const own = byExternalId.get(name)
    if (own) return [own]
    const alike = new Set([...(byWord.get(nameKey(name)) ?? []), ...(byWord.get(domainOf(name)) ?? [])])
    const exact = [...alike].filter((account) => account.name.toLowerCase() === name.toLowerCase())
    return exact.length > 0 ? exact : [...alike]
  }
}

/** The one account that a name means; null where it is none or several. */
export async function accountIndex(
  tx: Tables,
  names: readonly string[],
): Promise<(named: string) => string | null> {
  const meanings = await meaningsOf(tx, names)
  return (named) => {
    const [account, ...others] = meanings(named)
    return account && others.length === 0 ? account.id : null
  }
}
