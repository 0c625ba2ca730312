/** Workspaces, their people, user groups and channels. */
import type { Person } from './protocol.js'
import type { World } from './state.js'
import { changed } from './state.js'

export type Member = Person & {
  readonly teamId: string
  /** What user_name says: "rita". */
  readonly handle: string
  readonly isGuest: boolean
  readonly isDeactivated: boolean
  readonly timezone: string
}

export type Channel = {
  readonly id: string
  readonly teamId: string
  readonly name: string
  readonly kind: 'channel' | 'private' | 'dm'
  readonly topic: string
  readonly members: readonly string[]
  readonly isArchived: boolean
  /** Shared with another company. */
  readonly isExtShared: boolean
  /** By person: the ts up to which the channel was read. */
  readonly readUpTo: Readonly<Record<string, string>>
}

export type UserGroup = {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly users: readonly string[]
}

export type Workspace = {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly enterpriseId: string | null
  readonly botUser: string
  readonly botId: string
  readonly people: Map<string, Member>
  readonly channels: Map<string, Channel>
  readonly groups: Map<string, UserGroup>
}

const COLORS = ['#4a6fa5', '#a5544a', '#4aa57c', '#8a4aa5', '#a58a4a', '#4a9aa5', '#a54a78']

export type WorkspaceOptions = {
  readonly id?: string
  readonly name: string
  readonly domain?: string
  readonly enterpriseId?: string
}

export function addWorkspace(world: World, options: WorkspaceOptions): Workspace {
  const workspace: Workspace = {
    id: options.id ?? world.ids.counted('T'),
    name: options.name,
    domain: options.domain ?? options.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    enterpriseId: options.enterpriseId ?? null,
    botUser: world.ids.counted('U'),
    botId: world.ids.counted('B'),
    people: new Map(),
    channels: new Map(),
    groups: new Map(),
  }
  world.workspaces.set(workspace.id, workspace)
  addPerson(world, workspace, { id: workspace.botUser, name: world.app.name, title: 'App', isBot: true })
  return workspace
}

export type PersonOptions = Partial<Omit<Member, 'teamId' | 'name'>> & { readonly name: string }

export function addPerson(world: World, workspace: Workspace, options: PersonOptions): Member {
  const member: Member = {
    id: options.id ?? world.ids.counted('U'),
    title: '',
    handle: options.name.toLowerCase().replace(/[^a-z0-9]+/g, '.'),
    isAdmin: false,
    isBot: false,
    isGuest: false,
    isDeactivated: false,
    color: COLORS[workspace.people.size % COLORS.length] ?? '#555555',
    timezone: 'Europe/London',
    ...options,
    teamId: workspace.id,
  }
  workspace.people.set(member.id, member)
  if (!member.isBot) openDm(world, workspace, [workspace.botUser, member.id])
  changed(world)
  return member
}

export type ChannelOptions = Partial<Omit<Channel, 'teamId' | 'name' | 'kind' | 'readUpTo'>> & {
  readonly name: string
  readonly kind?: 'channel' | 'private'
}

/** Everyone is a member, the bot too, unless `members` says otherwise. */
export function addChannel(world: World, workspace: Workspace, options: ChannelOptions): Channel {
  const channel: Channel = {
    id: options.id ?? world.ids.counted('C'),
    kind: 'channel',
    topic: '',
    members: [...workspace.people.keys()],
    isArchived: false,
    isExtShared: false,
    ...options,
    teamId: workspace.id,
    readUpTo: {},
  }
  return putChannel(world, workspace, channel)
}

export function putChannel(world: World, workspace: Workspace, channel: Channel): Channel {
  workspace.channels.set(channel.id, channel)
  changed(world)
  return channel
}

/** The direct messages between two people; opened when they are not yet. */
export function openDm(world: World, workspace: Workspace, pair: readonly [string, string]): Channel {
  for (const channel of workspace.channels.values()) {
    if (channel.kind === 'dm' && pair.every((user) => channel.members.includes(user))) return channel
  }
  return putChannel(world, workspace, {
    id: world.ids.counted('D'),
    teamId: workspace.id,
    name: '',
    kind: 'dm',
    topic: '',
    members: [...pair],
    isArchived: false,
    isExtShared: false,
    readUpTo: {},
  })
}

/** By id, or by name with or without the hash. */
export function findChannel(workspace: Workspace, idOrName: string): Channel | undefined {
  const name = idOrName.replace(/^#/, '')
  return (
    workspace.channels.get(idOrName) ??
    [...workspace.channels.values()].find((channel) => channel.kind !== 'dm' && channel.name === name)
  )
}

export function workspaceOfPerson(world: World, user: string): Workspace | undefined {
  return [...world.workspaces.values()].find((workspace) => workspace.people.has(user))
}
