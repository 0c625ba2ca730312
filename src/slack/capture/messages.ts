import { TEXT_LIMIT, type Feedback, type Kind } from '../../core/feedback/feedback.js'
import type { AccountLook } from '../../core/accounts/look.js'
import type { Answer } from '../../core/answers/answer.js'
import type { Theme, ThemeReach } from '../../core/themes/theme.js'
import { actions, button, context, type Message, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { cut, escape, link, mention, plural } from '../kit/mrkdwn.js'
import { accountBlocks } from './account.js'

/** The acknowledgement: true when it is sent, since the feedback is committed by then. */
export function loggedMessage(kind: Kind, text: string): Message {
  const said = `Logged as ${kind === 'objection' ? 'an objection' : 'a request'}.`
  return { text: said, blocks: [section(`*${said}*`), quoted(cut(text, 300))] }
}

export function alreadyLoggedMessage(): Message {
  return only('Already logged: nothing was added twice.')
}

export function tooLongMessage(length: number): Message {
  return only(
    `Not logged: ${length.toLocaleString('en-US')} characters, and ${TEXT_LIMIT.toLocaleString('en-US')} fit. Cut it to what the customer said, and send it again.`,
  )
}

/** The text comes back, and a button tries again under the same delivery key, which makes a second time harmless. */
export function notSavedMessage(kind: Kind, text: string, deliveryKey: string, reference: string): Message {
  const said = "Not saved: Earshot's database can't be reached."
  const value = JSON.stringify({ kind, key: deliveryKey, text })
  const retry =
    value.length <= LIMITS.buttonValue ? [actions('again', button('Try again', ACTION.tryAgain, value))] : []
  const hint = retry.length > 0 ? 'Your text:' : `Your text, to send again with /${kind}:`
  return {
    text: escape(`${said} ${hint} ${text}`),
    blocks: [section(`*${said}* ${hint}`), quoted(text), ...retry, context(`Reference ${reference}`)],
  }
}

export type PlacedFacts = {
  readonly feedback: Feedback
  readonly theme: Theme | null
  readonly reach: ThemeReach | null
  readonly answer: Answer | null
  readonly suggestions: readonly { readonly theme: Theme; readonly reach: ThemeReach }[]
  /** The correction that the person has just made by a tap. */
  readonly undo: string | null
  readonly account: AccountLook
  readonly now: Date
}

/** The private card that follows within a second: the theme and who else heard it, or three to choose from. */
export function placedMessage(facts: PlacedFacts): Message {
  const card = themeCard(facts)
  return { ...card, blocks: [...card.blocks, ...accountBlocks(facts.account)] }
}

function themeCard(facts: PlacedFacts): Message {
  if (facts.theme) return filedMessage(facts, facts.theme)
  return facts.feedback.placement === 'noise' ? noiseMessage(facts) : suggestedMessage(facts)
}

function filedMessage({ feedback, reach, answer, undo, now }: PlacedFacts, theme: Theme): Message {
  const others = Math.max(0, (reach?.feedback ?? 1) - 1)
  const heard =
    others === 0
      ? `You are the first to log this.`
      : `${plural(others + 1, 'note')} say the same, yours among them: ${plural(reach?.reps ?? 1, 'rep')}, ${plural(reach?.accounts ?? 0, 'account')}.`
  const isOpen = feedback.placement !== 'confirmed' && others > 0
  return {
    text: `Filed under ${escape(theme.title)}. ${heard}`,
    blocks: [
      section(`Filed under *${escape(theme.title)}*. ${heard}`),
      ...answerBlocks(feedback.kind, answer, now),
      actions(
        'placed',
        ...undoButton(undo),
        ...(isOpen ? [button('Wrong theme: make it a new one', ACTION.fileAsNew, feedback.id)] : []),
        ...elsewhereButtons(feedback),
      ),
    ],
  }
}

function noiseMessage({ feedback, undo }: PlacedFacts): Message {
  const said = 'Noise: it is in no theme.'
  const back = [...undoButton(undo), button('Other theme…', ACTION.fileElsewhere, feedback.id)]
  return { text: said, blocks: [section(said), actions('placed', ...back)] }
}

function undoButton(undo: string | null) {
  return undo === null ? [] : [button('Undo', ACTION.undoChoice, undo)]
}

function elsewhereButtons({ id }: Feedback) {
  return [button('Other theme…', ACTION.fileElsewhere, id), button('Noise', ACTION.isNoise, id)]
}

function answerBlocks(kind: Kind, answer: Answer | null, now: Date) {
  if (kind !== 'objection') return []
  if (!answer) return [context('No approved answer yet.')]
  const material = answer.link === null ? '' : ` ${link(answer.link, 'Material')}`
  const day = answer.reviewDate.toISOString().slice(0, 10)
  const review = answer.reviewDate < now ? `past its review date (${day})` : `to be reviewed on ${day}`
  const owner = /^[UW][A-Z0-9]+$/.test(answer.owner) ? mention(answer.owner) : escape(answer.owner)
  return [
    section('*The approved answer*'),
    quoted(answer.text),
    context(`Owner ${owner}, ${review}.${material}`),
  ]
}

function suggestedMessage({ feedback, suggestions }: PlacedFacts): Message {
  const choices = suggestions.map(({ theme }, index) => ({
    ...button(
      theme.title,
      `${ACTION.fileUnder}:${index}`,
      JSON.stringify({ feedback: feedback.id, theme: theme.id }),
    ),
  }))
  return {
    text: 'Which theme is it? One tap files it.',
    blocks: [
      section('*Which theme is it?* One tap files it.'),
      actions(
        'choose',
        ...choices,
        button('None of these: a new one', ACTION.fileAsNew, feedback.id),
        ...elsewhereButtons(feedback),
      ),
      ...(suggestions.length === 0
        ? []
        : [
            context(
              suggestions
                .map(({ theme, reach }) => `${escape(theme.title)}: ${plural(reach.feedback, 'note')}`)
                .join('  ·  '),
            ),
          ]),
    ],
  }
}

/** A message of one sentence. */
export function only(text: string): Message {
  return { text: escape(text), blocks: [section(escape(text))] }
}
