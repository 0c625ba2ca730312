import { App, type Receiver } from '@slack/bolt'
import { answering } from './answer/conversation.js'
import { asking } from './ask/conversation.js'
import { judging } from './capture/judging.js'
import { cataloguing } from './catalogue/conversation.js'
import { capturing } from './capture/conversation.js'
import { interactiveOptions, sdkLogger, type SlackConnection } from './clients.js'
import { commanding } from './command/conversation.js'
import { delivering } from './delivery/conversation.js'
import type { SlackDeps } from './deps.js'
import { settling } from './digest/stuck.js'
import { homing } from './home/conversation.js'
import type { Installed } from './installed.js'
import { lifecycle } from './lifecycle.js'
import { refuseOutsiders } from './outsiders.js'
import { reviewing } from './review/conversation.js'
import { configuring } from './settings/conversation.js'
import { theming } from './themes/conversation.js'

/** Every conversation that Earshot has in Slack, over the receiver given. */
export function createSlackApp(
  deps: SlackDeps,
  options: {
    readonly receiver: Receiver
    readonly installed: Installed
    readonly connection: SlackConnection
  },
): App {
  const app = new App({
    receiver: options.receiver,
    authorize: ({ teamId, enterpriseId, isEnterpriseInstall }) =>
      options.installed.authorize({ teamId, enterpriseId, isEnterpriseInstall }),
    clientOptions: interactiveOptions(options.connection),
    logger: sdkLogger(deps.log),
    convoStore: false,
    deferInitialization: false,
  })
  // Thrown again, so that the receiver answers honestly: a handler that only logs would turn a loss into a 200.
  app.error(async (error) => {
    throw error
  })
  // First, and ended there: a command comes from the own workspace, and its answer is the one that must be quick.
  capturing(app, deps)
  refuseOutsiders(app, deps.log)
  reviewing(app, deps)
  settling(app, deps)
  theming(app, deps)
  answering(app, deps)
  asking(app, deps)
  delivering(app, deps)
  judging(app, deps)
  cataloguing(app, deps)
  commanding(app, deps)
  configuring(app, deps)
  homing(app, deps)
  lifecycle(app, deps, options.installed)
  return app
}
