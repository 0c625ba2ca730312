/** users.* and usergroups.* */
import type {
  UsergroupsListResponse,
  UsergroupsUsersListResponse,
  UsersInfoResponse,
  UsersListResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { flag } from '../settings.js'
import type { Member } from '../workspaces.js'
import { botMethod, pageOf, refuse, type Method, type Replied } from './method.js'

const paging = { cursor: z.string().optional(), limit: z.coerce.number().optional() }

const usersInfo = botMethod(['users:read'], z.object({ user: z.string() }), (_world, caller, args) => {
  const person = caller.workspace.people.get(args.user)
  if (person === undefined) return refuse('user_not_found')
  return { ok: true, user: userForApp(person) } satisfies Replied<UsersInfoResponse>
})

const usersList = botMethod(['users:read'], z.object(paging), (_world, caller, args) => {
  const page = pageOf([...caller.workspace.people.values()], args)
  return {
    ok: true,
    members: page.items.map(userForApp),
    response_metadata: { next_cursor: page.nextCursor },
  } satisfies Replied<UsersListResponse>
})

const groupsList = botMethod(
  ['usergroups:read'],
  z.object({ include_users: flag.optional() }),
  (_world, caller, args) => {
    const usergroups = [...caller.workspace.groups.values()].map((group) => ({
      id: group.id,
      team_id: caller.workspace.id,
      is_usergroup: true,
      name: group.name,
      handle: group.handle,
      user_count: group.users.length,
      ...(args.include_users === true ? { users: [...group.users] } : {}),
    }))
    return { ok: true, usergroups } satisfies Replied<UsergroupsListResponse>
  },
)

const groupUsersList = botMethod(
  ['usergroups:read'],
  z.object({ usergroup: z.string() }),
  (_world, caller, args) => {
    const group = caller.workspace.groups.get(args.usergroup)
    if (group === undefined) return refuse('no_such_subteam')
    return { ok: true, users: [...group.users] } satisfies Replied<UsergroupsUsersListResponse>
  },
)

export const PEOPLE: Readonly<Record<string, Method>> = {
  'users.info': usersInfo,
  'users.list': usersList,
  'usergroups.list': groupsList,
  'usergroups.users.list': groupUsersList,
}

function userForApp(person: Member) {
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.handle,
    deleted: person.isDeactivated,
    real_name: person.name,
    tz: person.timezone,
    profile: { real_name: person.name, display_name: person.name, title: person.title },
    is_admin: person.isAdmin,
    is_owner: false,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    is_stranger: false,
    is_bot: person.isBot,
    is_app_user: false,
  }
}
