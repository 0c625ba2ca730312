import type { Clock, Store } from '../ports.js'
import { lengthOf } from '../text.js'
import type { Tables } from '../tables.js'
import { mayConfigure, mayDecide, stranger } from '../workspaces/workspace.js'
import { type Offering, OFFERING_LIMITS } from './offering.js'
import { judgeRequests } from './rejudge.js'

export type OfferingEdit = Omit<Offering, 'id' | 'externalId'>

export type OfferingEdited =
  | { readonly kind: 'edited'; readonly offering: Offering }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'invalid'; readonly field: keyof OfferingEdit; readonly why: string }

/** Approvers and admins alone. What no person has judged is judged again. */
export async function editOffering(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { workspaceId, person }: { readonly workspaceId: string; readonly person: string },
  id: string,
  edit: OfferingEdit,
): Promise<OfferingEdited> {
  return store.within(workspaceId, async (tx) => {
    if (!(await mayEdit(tx, person))) return { kind: 'not-allowed' }
    const known = await tx.catalogue.find(id)
    if (!known) return { kind: 'not-found' }
    const fault = faultIn(edit)
    if (fault) return { kind: 'invalid', ...fault }
    const offering = { ...edit, id, externalId: known.externalId }
    await tx.catalogue.saveAll([offering])
    await tx.jobs.add(judgeRequests(await tx.catalogue.version(), null, clock.newId()))
    await tx.audit.add({
      actor: person,
      action: 'edit:offering',
      subject: `offering:${id}`,
      detail: { name: offering.name, status: offering.status, tier: offering.tier },
    })
    return { kind: 'edited', offering }
  })
}

export async function mayEdit(tx: Tables, personId: string): Promise<boolean> {
  const person = (await tx.people.find(personId)) ?? stranger(personId)
  return mayConfigure(person) || mayDecide(await tx.workspace.read(), person)
}

export function faultIn(
  edit: OfferingEdit,
): { readonly field: keyof OfferingEdit; readonly why: string } | null {
  if (edit.name === '') return { field: 'name', why: 'It needs a name.' }
  if (edit.link !== null && !edit.link.startsWith('https://'))
    return { field: 'link', why: 'A link begins with https://' }
  if (lengthOf(edit.synonyms.join(';')) > OFFERING_LIMITS.synonyms)
    return { field: 'synonyms', why: mostOf('synonyms') }
  for (const field of ['name', 'tier', 'description', 'note', 'link', 'plannedWording'] as const)
    if (lengthOf(edit[field] ?? '') > OFFERING_LIMITS[field]) return { field, why: mostOf(field) }
  return null
}

function mostOf(field: keyof typeof OFFERING_LIMITS): string {
  return `${OFFERING_LIMITS[field].toLocaleString('en-US')} characters at most.`
}
