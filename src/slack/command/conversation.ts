import { randomBytes } from 'node:crypto'
import type { App } from '@slack/bolt'
import { draftDigest } from '../../core/digests/build.js'
import { gapsNow } from '../../core/gaps/look.js'
import { answersAnswer, coverageAnswer } from '../answer/conversation.js'
import { answerAsk } from '../ask/conversation.js'
import { only } from '../capture/messages.js'
import { deliveriesAnswer } from '../delivery/conversation.js'
import type { SlackDeps } from '../deps.js'
import { digestMessage } from '../digest/message.js'
import { gapsMessage } from '../gaps/list.js'
import { type Message, section } from '../kit/blocks.js'
import { escape } from '../kit/mrkdwn.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { catalogueAnswer } from '../catalogue/conversation.js'
import { outcomesAnswer } from '../outcomes/list.js'
import { prospectsAnswer, segmentsAnswer } from '../segments/answer.js'
import { openSetup } from '../settings/conversation.js'
import { syncAnswer } from './sync.js'
import { themeAnswer, themesAnswer } from '../themes/conversation.js'

type Asking = { readonly workspaceId: string; readonly person: string }

/** `/earshot …`: acknowledged at once, answered in private. */
export function commanding(app: App, deps: SlackDeps): void {
  app.command('/earshot', async ({ command, ack, client, context, respond }) => {
    await ack()
    const [word = '', ...rest] = command.text.trim().split(/\s+/)
    const workspaceId = workspaceOf(context)
    const who = { workspaceId, person: command.user_id }
    try {
      if (word.toLowerCase() === 'setup') {
        const refused = await openSetup(deps, client, who, command.trigger_id)
        if (refused !== null) await respond(privately(only(refused)))
        return
      }
      if (word.toLowerCase() === 'ask') {
        const asked = { key: `trigger:${command.trigger_id}`, text: rest.join(' ') }
        await answerAsk(deps, { client, respond }, who, asked)
        return
      }
      if (word.toLowerCase() === 'sync') {
        await respond(privately(await syncAnswer(deps, client, who)))
        return
      }
      await respond(privately(await answer(deps, who, word.toLowerCase(), rest.join(' '))))
    } catch (error) {
      // It is acknowledged: nobody else would tell the person.
      const reference = randomBytes(4).toString('hex')
      deps.log.error({ reference, workspace: workspaceId, err: error }, 'command not answered')
      await respond(privately(only(`Something went wrong. Try again; the reference is ${reference}.`)))
    }
  })
}

async function answer(deps: SlackDeps, who: Asking, word: string, rest: string): Promise<Message> {
  switch (word) {
    case '':
    case 'help':
      return helpMessage()
    case 'digest':
      return previewMessage(deps, who.workspaceId)
    case 'themes':
      return themesAnswer(deps, who.workspaceId)
    case 'theme':
      return themeAnswer(deps, who, rest)
    case 'answers':
      return answersAnswer(deps, who, rest)
    case 'coverage':
      return coverageAnswer(deps, who.workspaceId)
    case 'gaps':
      return deps.store.within(who.workspaceId, async (tx) => gapsMessage(await gapsNow(tx)))
    case 'outcomes':
      return outcomesAnswer(deps, who.workspaceId, rest)
    case 'deliveries':
      return deliveriesAnswer(deps, who.workspaceId)
    case 'catalogue':
      return catalogueAnswer(deps, who, rest)
    case 'segments':
      return segmentsAnswer(deps, who.workspaceId)
    case 'prospects':
      return prospectsAnswer(deps, who)
    case 'import':
    case 'export':
      return only(
        `Files come and go on the machine that Earshot runs on: npm run earshot -- ${word} …. The README lists what it takes.`,
      )
    default:
      return helpMessage(`“${word}” is none of these:`)
  }
}

function helpMessage(lead = 'What you hear from customers, in one line:'): Message {
  const lines = [
    '`/objection too expensive for a team of 15` a reason not to buy',
    '`/request they want SSO #security @acme $50k` something they want',
    '`/earshot ask what do healthcare customers object to` figures and quotes; alone: what can be asked',
    '`/earshot digest` the last window, for you alone',
    '`/earshot themes` what was heard, by theme, and what Earshot proposes',
    '`/earshot theme NAME` one theme with its quotes; approvers correct it there',
    '`/earshot answers [WORDS]` how objections are met, and how often it worked',
    '`/earshot coverage` the objections most heard, those without an answer first',
    '`/earshot gaps` what themes show: enablement, message, price or packaging, product, bad fit',
    '`/earshot outcomes [QUARTER]` what became of what was approved',
    '`/earshot deliveries` what became of approved recommendations',
    '`/earshot catalogue` what is sold, in which tier; approvers and admins edit it there',
    '`/earshot sync` accounts and opportunities from HubSpot or Salesforce, now (admins)',
    '`/earshot segments` what an industry, size or region raises more, and what nothing meets',
    '`/earshot prospects` whom to call: deals that stalled on what was approved since (approvers)',
    '`/earshot setup` channel, schedule, approvers (admins)',
  ]
  return { text: `${lead} ${lines.join(' ')}`, blocks: [section(`${escape(lead)}\n${lines.join('\n')}`)] }
}

/** The digest of the last slot, counted now, without buttons. */
async function previewMessage(deps: SlackDeps, workspaceId: string): Promise<Message> {
  const workspace = await deps.store.within(workspaceId, (tx) => tx.workspace.read())
  const window = deps.clock.windowAt(workspace.schedule, workspace.timezone, deps.clock.now())
  const drafted = await draftDigest(deps, workspaceId, { id: deps.clock.newId(), window })
  const message = digestMessage({ ...drafted, window, timezone: workspace.timezone, interactive: false })
  // response_url takes sections; the chart and the table are for the channel.
  return { text: message.text, blocks: message.plain ?? message.blocks }
}
