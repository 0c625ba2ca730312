import { randomBytes } from 'node:crypto'
import type { App } from '@slack/bolt'
import { draftDigest } from '../../core/digests/build.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { digestMessage } from '../digest/message.js'
import { quoteBlocks } from '../digest/thread.js'
import { context, type Message, section } from '../kit/blocks.js'
import { escape, plural } from '../kit/mrkdwn.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { openSetup } from '../settings/conversation.js'

const THEMES_LISTED = 40

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
      await respond(privately(await answer(deps, workspaceId, word.toLowerCase(), rest.join(' '))))
    } catch (error) {
      // It is acknowledged: nobody else would tell the person.
      const reference = randomBytes(4).toString('hex')
      deps.log.error({ reference, workspace: workspaceId, err: error }, 'command not answered')
      await respond(privately(only(`Something went wrong. Try again; the reference is ${reference}.`)))
    }
  })
}

async function answer(deps: SlackDeps, workspaceId: string, word: string, rest: string): Promise<Message> {
  switch (word) {
    case '':
    case 'help':
      return helpMessage()
    case 'digest':
      return previewMessage(deps, workspaceId)
    case 'themes':
      return themesMessage(deps, workspaceId)
    case 'theme':
      return themeMessage(deps, workspaceId, rest)
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
    '`/earshot digest` the last window, for you alone',
    '`/earshot themes` what was heard, by theme',
    '`/earshot theme NAME` one theme with its quotes',
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

async function themesMessage(deps: SlackDeps, workspaceId: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => {
    const heard = await tx.themes.mostHeard(THEMES_LISTED)
    if (heard.length === 0) return only('No themes yet: the first /objection or /request begins one.')
    const lines = heard.map(
      ({ theme, reach }) => `• *${escape(theme.title)}* (${theme.kind}): ${plural(reach.feedback, 'note')}`,
    )
    return { text: plural(heard.length, 'theme'), blocks: [section(lines.join('\n'))] }
  })
}

async function themeMessage(deps: SlackDeps, workspaceId: string, name: string): Promise<Message> {
  if (name === '') return only('Which theme? /earshot theme NAME; /earshot themes lists them.')
  return deps.store.within(workspaceId, async (tx) => {
    const theme = (await tx.themes.named('objection', name)) ?? (await tx.themes.named('request', name))
    if (!theme) return only(`No theme is named “${name}”. /earshot themes lists them.`)
    const reach = await tx.themes.reach(theme.id)
    const evidence = await tx.digests.evidence(theme.id, { start: new Date(0), end: tx.now }, 5)
    return {
      text: theme.title,
      blocks: [
        section(`*${escape(theme.title)}* (${theme.kind})`),
        context(
          `${plural(reach.feedback, 'note')} · ${plural(reach.reps, 'rep')} · ${plural(reach.accounts, 'account')}${reach.since ? ` · since ${reach.since.toISOString().slice(0, 10)}` : ''}`,
        ),
        ...evidence.quotes.flatMap(quoteBlocks),
        context(`${evidence.quotes.length} of ${plural(evidence.feedbackIds.length, 'note')}`),
      ],
    }
  })
}
