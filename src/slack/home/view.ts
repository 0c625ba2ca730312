import type { HomeView } from '@slack/types'
import { mayConfigure } from '../../core/workspaces/workspace.js'
import { actions, button } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { wired } from '../kit/wire.js'
import { adminBlocks } from './admin.js'
import type { HomeLook } from './look.js'
import { ownBlocks } from './own.js'
import { draftsBlocks, waitingBlocks } from './waiting.js'

/** The Home tab: for an approver what waits; for everybody what they logged; for an admin the machine. */
export function homeView(look: HomeLook): HomeView {
  const { blocks } = wired({
    text: '',
    blocks: [
      actions(
        'home',
        button('Log feedback', ACTION.logFromHome, 'home', { style: 'primary' }),
        ...(mayConfigure(look.person) ? [button('Settings', ACTION.openSetup, 'home')] : []),
      ),
      ...(look.waiting ? waitingBlocks(look.waiting, look.now) : []),
      ...(look.drafts ? draftsBlocks(look.drafts) : []),
      ...ownBlocks(look),
      ...(look.admin ? adminBlocks(look, look.admin) : []),
    ],
  })
  return { type: 'home', blocks: blocks.slice(0, LIMITS.blocksInView) }
}
