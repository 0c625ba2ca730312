import type { WebClient } from '@slack/web-api'
import { isUserGroup, type Person, stranger } from '../core/workspaces/workspace.js'
import type { SlackDeps } from './deps.js'
import { refusalOf } from './refusal.js'

const FRESH_MS = 10 * 60 * 1000

/** A person as Slack knows them now, or as they were known when Slack does not answer; kept for the checks at a press. */
export async function meetPerson(
  deps: SlackDeps,
  client: WebClient,
  workspaceId: string,
  id: string,
): Promise<Person> {
  const known = await deps.store.within(workspaceId, (tx) => tx.people.find(id))
  if (known?.checkedAt && deps.clock.now().getTime() - known.checkedAt.getTime() < FRESH_MS) return known
  const person = await lookUp(deps, client, id, known)
  await deps.store.within(workspaceId, (tx) => tx.people.save(person))
  return person
}

async function lookUp(deps: SlackDeps, client: WebClient, id: string, known: Person | null): Promise<Person> {
  try {
    const { user } = await client.users.info({ user: id })
    if (!user) return known ?? stranger(id)
    return {
      id,
      name: user.profile?.display_name || user.real_name || user.name || '',
      isAdmin: user.is_admin === true || user.is_owner === true,
      isOutsider:
        user.is_restricted === true ||
        user.is_ultra_restricted === true ||
        user.is_stranger === true ||
        user.is_bot === true ||
        user.deleted === true,
      groups: known?.groups ?? [],
      checkedAt: deps.clock.now(),
    }
  } catch (error) {
    deps.log.warn({ person: id, error: refusalOf(error).error }, 'person not looked up')
    return known ?? stranger(id)
  }
}

/** Everyone on the approvers' list, with the user groups spelled out: what a press is checked against. */
export async function refreshRoles(deps: SlackDeps, client: WebClient, workspaceId: string): Promise<void> {
  const { approvers } = await deps.store.within(workspaceId, (tx) => tx.workspace.read())
  const members = new Map<string, string[]>()
  for (const group of approvers.filter(isUserGroup)) {
    const { users = [] } = await client.usergroups.users.list({ usergroup: group })
    for (const user of users) members.set(user, [...(members.get(user) ?? []), group])
  }
  const people = new Set([...approvers.filter((id) => !isUserGroup(id)), ...members.keys()])
  const before = await deps.store.within(workspaceId, (tx) => tx.people.all())
  for (const { id, groups } of before) if (groups.length > 0) people.add(id)
  for (const id of people) {
    const known = before.find((person) => person.id === id) ?? null
    const person = await lookUp(deps, client, id, known)
    await deps.store.within(workspaceId, (tx) => tx.people.save({ ...person, groups: members.get(id) ?? [] }))
  }
}
