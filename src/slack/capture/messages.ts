import { TEXT_LIMIT, type Feedback, type Kind } from '../../core/feedback/feedback.js'
import type { AccountLook } from '../../core/accounts/look.js'
import { isForeign } from '../../core/feedback/language.js'
import type { Theme, ThemeReach } from '../../core/themes/theme.js'
import { answerBlocks } from '../answer/card.js'
import type { AnswerLook } from '../answer/look.js'
import { dayText } from '../answer/words.js'
import { actions, button, context, type Message, quoted, section } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { accountBlocks } from './account.js'
import { cut, escape, plural } from '../kit/mrkdwn.js'
import { verdictBlocks, type VerdictLook, verdictText } from './verdict.js'

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
  /** Null where nothing answers: a request, or no theme yet. */
  readonly answer: AnswerLook | null
  readonly suggestions: readonly { readonly theme: Theme; readonly reach: ThemeReach }[]
  /** What the catalogue says, of a request. */
  readonly verdict?: VerdictLook | null
  /** The correction that the person has just made by a tap. */
  readonly undo: string | null
  readonly account: AccountLook
  readonly now: Date
}

/** The private card that follows within a second: the catalogue's verdict, then the theme. */
export function placedMessage(facts: PlacedFacts): Message {
  const theme = themeMessage(facts)
  const { verdict, feedback, account } = facts
  const suggested = facts.suggestions.map((each) => each.theme.id)
  const isSaid = verdict ? verdict.ruling.isSure && !verdict.asksAgain : false
  return {
    text: verdict && isSaid ? `${verdictText(verdict)} ${theme.text}` : theme.text,
    blocks: [
      ...(verdict ? verdictBlocks(verdict, feedback.id, suggested) : []),
      ...theme.blocks,
      ...accountBlocks(account),
    ],
  }
}

/** The theme and who else heard it, or three to choose from. */
function themeMessage(facts: PlacedFacts): Message {
  if (facts.theme) return filedMessage(facts, facts.theme)
  return facts.feedback.placement === 'noise' ? noiseMessage(facts) : suggestedMessage(facts)
}

function filedMessage({ feedback, reach, answer, undo, now }: PlacedFacts, theme: Theme): Message {
  const others = Math.max(0, (reach?.feedback ?? 1) - 1)
  const since = reach?.since ? `, since ${dayText(reach.since, now)}` : ''
  const heard =
    others === 0
      ? `You are the first to log this.`
      : `${plural(others + 1, 'note')} say the same, yours among them: ${plural(reach?.reps ?? 1, 'rep')}, ${plural(reach?.accounts ?? 0, 'account')}${since}.`
  const isOpen = feedback.placement !== 'confirmed' && others > 0
  return {
    text: `Filed under ${escape(theme.title)}. ${heard}`,
    blocks: [
      section(`Filed under *${escape(theme.title)}*. ${heard}`),
      ...languageNote(feedback.text),
      ...(answer ? answerBlocks(feedback.id, answer, now) : []),
      actions(
        'placed',
        ...undoButton(undo),
        ...(isOpen ? [button('Wrong theme: make it a new one', ACTION.fileAsNew, feedback.id)] : []),
        ...elsewhereButtons(feedback),
      ),
    ],
  }
}

function languageNote(text: string) {
  return isForeign(text)
    ? [
        context(
          'Not in English: it is compared by its words and letters, so look whether the theme is right.',
        ),
      ]
    : []
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
      ...languageNote(feedback.text),
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
