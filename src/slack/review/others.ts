import type { App } from '@slack/bolt'
import { type DigestFacts, RECOMMENDATIONS_SHOWN, themeIn } from '../../core/digests/digest.js'
import { isUndecided, type Recommendation } from '../../core/recommendations/recommendation.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { reachText } from '../digest/figures.js'
import { gapText } from '../gaps/words.js'
import { actions, type AnyBlock, button, context, type Message, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { fitting } from '../themes/list.js'
import { idIn } from '../themes/press.js'
import { standing } from './card.js'

/** Of JSON, so that the list fits into one message. */
const CHARACTERS = 10_500

/** Under the cards: how many more there are, one press away; nothing where there are none. */
export function othersBlocks(
  digestId: string,
  recommendations: readonly Recommendation[],
): readonly AnyBlock[] {
  const rest = recommendations.length - RECOMMENDATIONS_SHOWN
  if (rest <= 0) return []
  const label = `${RECOMMENDATIONS_SHOWN} of ${recommendations.length}: see the ${rest === 1 ? 'other' : `other ${rest}`}`
  return [actions('others', button(label, ACTION.others, digestId))]
}

/** What a digest recommends beside its cards: to whoever asks, each with a way to decide. */
export function othersMessage(facts: DigestFacts, recommendations: readonly Recommendation[]): Message {
  const rest = recommendations.filter(({ position }) => position > RECOMMENDATIONS_SHOWN)
  const lines = rest.map((each) => section(lineOf(facts, each), lookButton(each)))
  const shown = fitting(lines, CHARACTERS, (line) => JSON.stringify(line))
  const lead = `${plural(rest.length, 'more recommendation')}, the most worth first:`
  return {
    text: lead,
    blocks: [section(lead), ...shown, context(`${shown.length} of ${plural(rest.length, 'recommendation')}`)],
  }
}

function lookButton(recommendation: Recommendation) {
  return isUndecided(recommendation, 'reject') ? button('Look', ACTION.look, recommendation.id) : undefined
}

function lineOf(facts: DigestFacts, recommendation: Recommendation): string {
  const { themeId, title, position, advice } = recommendation
  const theme = themeIn(facts, themeId)
  const gap = facts.gaps.find(({ signs }) => signs.themeId === themeId)
  return [
    `*${escape(cut(title, 120))}*`,
    `${position} · ${advice.family}: ${advice.type}${theme ? ` · ${reachText(theme)}` : ''}`,
    ...(gap ? [`Why: ${escape(gapText(gap))}`] : []),
    standing(recommendation),
  ].join('\n')
}

export function seeingOthers(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: ACTION.others },
    async ({ action, ack, context, respond }) => {
      const id = idIn(action)
      const message = await deps.store.within(workspaceOf(context), async (tx) => {
        const digest = id === null ? null : await tx.digests.find(id)
        return digest?.facts
          ? othersMessage(digest.facts, await tx.recommendations.of(digest.id))
          : only('This digest is not there any more.')
      })
      await ack()
      await respond(privately(message))
    },
  )
}
