import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Corrector } from '../../core/themes/correct.js'
import { mergeThemes } from '../../core/themes/merge.js'
import type { Corrected } from '../../core/themes/outcome.js'
import { renameTheme } from '../../core/themes/rename.js'
import { said } from '../../core/themes/said.js'
import { splitTheme } from '../../core/themes/split.js'
import type { SlackDeps } from '../deps.js'
import { CALLBACK } from '../kit/ids.js'
import { cut } from '../kit/mrkdwn.js'
import { workspaceOf } from '../kit/workspace.js'
import { saidModal } from './words.js'

const metadata = z.object({ theme: z.uuid() })
const title = z.object({ title: z.object({ value: z.string().nullish() }) })
const one = z.object({ selected_option: z.object({ value: z.uuid() }) })
const many = z.object({ selected_options: z.array(z.object({ value: z.uuid() })) })

const renamed = z.object({ title })
const merged = z.object({ into: z.object({ into: one }) })
const split = z.object({ notes: z.object({ notes: many }), title })

/** Who may correct is checked again here: a form may stand open for a day. */
export function onForms(app: App, deps: SlackDeps): void {
  onForm(app, CALLBACK.renameTheme, (who, themeId, values) =>
    renameTheme(deps, who, themeId, renamed.parse(values).title.title.value ?? ''),
  )
  onForm(app, CALLBACK.mergeTheme, (who, otherId, values) =>
    mergeThemes(deps, who, { themeId: merged.parse(values).into.into.selected_option.value, otherId }),
  )
  onForm(app, CALLBACK.splitTheme, (who, themeId, values) => {
    const filled = split.parse(values)
    const feedbackIds = filled.notes.notes.selected_options.map(({ value }) => value)
    return splitTheme(deps, who, { themeId, feedbackIds, title: filled.title.title.value ?? '' })
  })
}

function onForm(
  app: App,
  callbackId: string,
  act: (who: Corrector, themeId: string, values: unknown) => Promise<Corrected>,
): void {
  app.view({ type: 'view_submission', callback_id: callbackId }, async ({ view, body, ack, context }) => {
    const { theme } = metadata.parse(JSON.parse(view.private_metadata))
    const who = { workspaceId: workspaceOf(context), person: body.user.id }
    const outcome = await act(who, theme, view.state.values)
    const field = FIELDS.get(outcome.kind)
    if (field === undefined) await ack({ response_action: 'update', view: saidModal(outcome) })
    else await ack({ response_action: 'errors', errors: { [field]: plainSentence(outcome) } })
  })
}

/** What can be mended in the form stands at its field. */
const FIELDS: ReadonlyMap<Corrected['kind'], string> = new Map([
  ['bad-title', 'title'],
  ['taken', 'title'],
  ['none-chosen', 'notes'],
  ['all-chosen', 'notes'],
])

function plainSentence(outcome: Corrected): string {
  return said(outcome, { person: (id) => id, title: (text) => `“${cut(text, 80)}”` })
}
