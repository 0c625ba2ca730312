/** A workspace as a test or the playground's story sets it up. */
import { emit } from './events.js'
import { grantToken, revokeAll, type GrantOptions } from './grants.js'
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
    person: (name: string): PersonAtSlack => {
      const person = [...workspace.people.values()].find((one) => one.name === name || one.handle === name)
      if (person === undefined) throw new Error(`There is no ${name} in ${workspace.name}.`)
      return personAtSlack(world, { workspace, person })
    },
    addPerson: (options: PersonOptions): PersonAtSlack =>
      personAtSlack(world, { workspace, person: addPerson(world, workspace, options) }),
    /** Everyone so far is a member, the bot too, unless `members` says otherwise. */
    addChannel: (options: ChannelOptions): Channel => addChannel(world, workspace, options),
    /** Another token, with other scopes or of another life. */
    grant: (options: GrantOptions): string => grantToken(world, workspace, options).token,
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
    /** The tokens die first, then the app hears of it, in an order that Slack does not promise. */
    uninstallsApp: async (): Promise<void> => {
      revokeAll(world, workspace)
      const tokens = { oauth: [], bot: [workspace.botUser] }
      await emit(world, workspace, { name: 'tokens_revoked', event: { type: 'tokens_revoked', tokens } })
      await emit(world, workspace, { name: 'app_uninstalled', event: { type: 'app_uninstalled' } })
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
