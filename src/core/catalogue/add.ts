import type { Clock, Store } from '../ports.js'
import { faultIn, mayEdit, type OfferingEdit, type OfferingEdited } from './edit.js'
import type { Offering } from './offering.js'
import { judgeRequests } from './rejudge.js'

export type OfferingAdded =
  | { readonly kind: 'added'; readonly offering: Offering }
  | Extract<OfferingEdited, { kind: 'not-allowed' | 'invalid' }>

/** A new offering, by approvers and admins alone. Unique on the key, which makes its external id. */
export async function addOffering(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { workspaceId, person }: { readonly workspaceId: string; readonly person: string },
  key: string,
  filled: OfferingEdit,
): Promise<OfferingAdded> {
  return store.within(workspaceId, async (tx) => {
    if (!(await mayEdit(tx, person))) return { kind: 'not-allowed' }
    const externalId = `earshot:${key}`
    const all = await tx.catalogue.all()
    const known = all.find((each) => each.externalId === externalId)
    if (known) return { kind: 'added', offering: known }
    const fault = faultIn(filled)
    if (fault) return { kind: 'invalid', ...fault }
    if (all.some(({ name }) => name.toLowerCase() === filled.name.toLowerCase()))
      return { kind: 'invalid', field: 'name', why: 'The catalogue has an offering of this name.' }
    const offering = { ...filled, id: clock.newId(), externalId }
    await tx.catalogue.saveAll([offering])
    await tx.jobs.add(judgeRequests(await tx.catalogue.version(), null, clock.newId()))
    await tx.audit.add({
      actor: person,
      action: 'add:offering',
      subject: `offering:${offering.id}`,
      detail: { name: offering.name, status: offering.status, tier: offering.tier },
    })
    return { kind: 'added', offering }
  })
}
