import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { AnswerOutcome } from '../../core/answers/outcome.js'
import { proposeAnswer } from '../../core/answers/propose.js'
import { editAnswer, type Filled, makeAnswer } from '../../core/answers/write.js'
import type { Writing } from '../../core/answers/desk.js'
import type { SlackDeps } from '../deps.js'
import { CALLBACK, MENU } from '../kit/ids.js'
import { workspaceOf } from '../kit/workspace.js'
import { answerSaidModal } from './words.js'

const value = z.object({ value: z.string().nullish() })
const filled = z
  .object({
    text: z.object({ text: value }),
    themes: z.object({
      [MENU.findThemes]: z.object({ selected_options: z.array(z.object({ value: z.uuid() })) }),
    }),
    owner: z.object({ owner: z.object({ selected_user: z.string().nullish() }) }),
    review: z.object({ review: z.object({ selected_date: z.iso.date().nullish() }) }),
    link: z.object({ link: value }),
  })
  .transform(({ text, themes, owner, review, link }): Filled => ({
    text: text.text.value ?? '',
    themeIds: themes[MENU.findThemes].selected_options.map((each) => each.value),
    owner: owner.owner.selected_user ?? null,
    reviewDate: review.review.selected_date ? new Date(`${review.review.selected_date}T00:00:00Z`) : null,
    link: link.link.value?.trim() || null,
  }))
const proposed = z.object({ text: z.object({ text: value }) })
const ofAnswer = z.object({ answer: z.uuid(), version: z.int() })
const ofTheme = z.object({ theme: z.uuid() })

/** Who may write is checked again here: a form may stand open for a day. */
export function onAnswerForms(app: App, deps: SlackDeps): void {
  onForm(app, CALLBACK.makeAnswer, (who, { key, values }) =>
    makeAnswer(deps, who, { key, filled: filled.parse(values) }),
  )
  onForm(app, CALLBACK.editAnswer, (who, { values, metadata }) => {
    const { answer: id, version } = ofAnswer.parse(metadata)
    return editAnswer(deps, who, { id, version, filled: filled.parse(values) })
  })
  onForm(app, CALLBACK.proposeAnswer, (who, { key, values, metadata }) => {
    const { theme } = ofTheme.parse(metadata)
    return proposeAnswer(deps, who, {
      key,
      text: proposed.parse(values).text.text.value ?? '',
      themeId: theme,
    })
  })
}

/** `key`: a form that is delivered twice is kept once. */
type Sent = { readonly key: string; readonly values: unknown; readonly metadata: unknown }

function onForm(
  app: App,
  callbackId: string,
  act: (who: Writing, sent: Sent) => Promise<AnswerOutcome>,
): void {
  app.view({ type: 'view_submission', callback_id: callbackId }, async ({ view, body, ack, context }) => {
    const who = { workspaceId: workspaceOf(context), person: body.user.id }
    const metadata: unknown = JSON.parse(view.private_metadata)
    const outcome = await act(who, { key: `view:${view.id}`, values: view.state.values, metadata })
    if (outcome.kind === 'invalid')
      await ack({ response_action: 'errors', errors: { [outcome.field]: outcome.why } })
    else await ack({ response_action: 'update', view: answerSaidModal(outcome) })
  })
}
