/** A workspace as a test or the playground's story sets it up. */
import { grantToken } from './grants.js'
import { post, type Draft, type Message } from './messages.js'
import { personAtSlack, type PersonAtSlack } from './person.js'
import type { World } from './state.js'
import {
  addChannel,
  addPerson,
  findChannel,
  putChannel,
  type Channel,
  type ChannelOptions,
  type PersonOptions,
  type UserGroup,
  type Workspace,
} from './workspaces.js'

export type WorkspaceHandle = ReturnType<typeof workspaceHandle>

export function workspaceHandle(world: World, workspace: Workspace) {
  const channelNamed = (name: string): Channel => {
    const channel = findChannel(workspace, name)
    if (channel === undefined) throw new Error(`There is no channel ${name}.`)
    return channel
  }
  return {
    ...workspace,
    /** Of the bot, with the app's scopes. */
    botToken: grantToken(world, workspace).token,
    addPerson: (options: PersonOptions): PersonAtSlack =>
      personAtSlack(world, { workspace, person: addPerson(world, workspace, options) }),
    /** Everyone so far is a member, the bot too, unless `members` says otherwise. */
    addChannel: (options: ChannelOptions): Channel => addChannel(world, workspace, options),
    addGroup: (group: Omit<UserGroup, 'id'>): UserGroup => {
      const added = { id: world.ids.counted('S'), ...group }
      workspace.groups.set(added.id, added)
      return added
    },
    /** Archive, rename, share, or change the members. */
    changeChannel: (
      name: string,
      change: Partial<Pick<Channel, 'name' | 'kind' | 'members' | 'isArchived' | 'isExtShared' | 'topic'>>,
    ): Channel => putChannel(world, workspace, { ...channelNamed(name), ...change }),
    changePerson: (id: string, change: Partial<PersonOptions>): void => {
      const person = workspace.people.get(id)
      if (person !== undefined) workspace.people.set(id, { ...person, ...change })
    },
    /** Without telling the app: what was there before it came. */
    putMessage: (channel: string, draft: Draft): Message => post(world, channelNamed(channel), draft),
    /** Everything, deleted messages and other people's ephemerals too. */
    messagesIn: (channel: string): readonly Message[] => world.timelines.get(channelNamed(channel).id) ?? [],
    removeMessage: (channel: string, ts: string): void => {
      const { id } = channelNamed(channel)
      const kept = (world.timelines.get(id) ?? []).map((one) =>
        one.ts === ts ? { ...one, deleted: true } : one,
      )
      world.timelines.set(id, kept)
    },
  }
}
