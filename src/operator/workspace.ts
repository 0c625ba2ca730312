import type { House } from '../house.js'
import { EXIT, OperatorFault } from './io.js'

/** The workspace that is named, else the only one; where there is none yet, one for what is imported. */
export async function theWorkspace(house: House, named: string | undefined): Promise<string> {
  const workspaces = await house.store.workspaces()
  const [only, ...others] = workspaces
  const list = workspaces.map(({ id, name }) => `${id} (${name || 'no name'})`).join(', ')
  if (named !== undefined) {
    if (workspaces.some(({ id }) => id === named)) return named
    throw new OperatorFault(`There is no workspace ${named}. There is: ${list || 'none'}.`, EXIT.usage)
  }
  if (others.length > 0) throw new OperatorFault(`Name one with --workspace: ${list}.`, EXIT.usage)
  if (only) return only.id
  await house.store.admit({
    ...house.config.first,
    id: LOCAL,
    name: 'Local',
    botUser: null,
    active: true,
    createdAt: house.clock.now(),
  })
  return LOCAL
}

/** Before Slack has said which workspace it is. */
const LOCAL = 'TLOCAL'
