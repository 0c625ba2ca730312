import type { App } from '@slack/bolt'
import { z } from 'zod'
import { decide } from '../../core/recommendations/decide.js'
import type { Decision } from '../../core/recommendations/recommendation.js'
import { dayIn, daysAfter, dayStart } from '../../core/workspaces/day.js'
import type { SlackDeps } from '../deps.js'
import { ACTION, CALLBACK } from '../kit/ids.js'
import { workspaceOf } from '../kit/workspace.js'
import { NO_TARGET } from './forms.js'
import { refusedModal } from './messages.js'

/** The forms of a decision. Who may decide is checked again when one is sent: it may stand open for a day. */
export function submitting(app: App, deps: SlackDeps): void {
  onSubmit(app, deps, CALLBACK.reject, async (values) => rejection.parse(values))
  onSubmit(app, deps, CALLBACK.edit, async (values) => edition.parse(values))
  onSubmit(app, deps, CALLBACK.snooze, async (values, workspaceId) => {
    const { timezone } = await deps.store.within(workspaceId, (tx) => tx.workspace.read())
    return snoozed(deps, timezone, snooze.parse(values))
  })
}

const metadata = z.object({ recommendation: z.uuid() })
const text = z.object({ value: z.string().nullish() }).transform(({ value }) => value ?? '')
const date = z.object({ selected_date: z.iso.date().nullish() })
const choice = z.object({ selected_option: z.object({ value: z.string() }).nullish() })

const rejection = z
  .object({ reason: z.object({ reason: text }) })
  .transform(({ reason }): Decision => ({ kind: 'reject', reason: reason.reason }))

const edition = z
  .object({
    title: z.object({ title: text }),
    body: z.object({ body: text }),
    owner: z.object({ [ACTION.chooseOwner]: z.object({ selected_user: z.string().nullish() }) }),
    due: z.object({ due: date }),
    target: z.object({ target: choice }),
  })
  .transform(({ title, body, owner, due, target }): Decision => {
    const day = due.due.selected_date ?? null
    const share = target.target.selected_option?.value ?? NO_TARGET
    return {
      kind: 'edit',
      title: title.title.trim(),
      body: body.body.trim(),
      plan: {
        owner: owner[ACTION.chooseOwner].selected_user ?? null,
        dueDate: day === null ? null : new Date(`${day}T00:00:00Z`),
        target: share === NO_TARGET ? null : Number(share),
      },
    }
  })

const snooze = z.object({ choice: z.object({ choice }), until: z.object({ until: date }) })

/** From the day's beginning on: a week from Monday is back in Monday's digest. Null: no day was chosen. */
function snoozed(deps: SlackDeps, timezone: string, values: z.infer<typeof snooze>): Decision | null {
  const today = dayIn(timezone, deps.clock.now())
  const day = {
    week: daysAfter(today, 7),
    weeks: daysAfter(today, 28),
    day: values.until.until.selected_date ?? null,
  }[z.enum(['week', 'weeks', 'day']).parse(values.choice.choice.selected_option?.value)]
  return day === null ? null : { kind: 'snooze', until: dayStart(deps.clock, timezone, day) }
}

function onSubmit(
  app: App,
  deps: SlackDeps,
  callbackId: string,
  read: (values: unknown, workspaceId: string) => Promise<Decision | null>,
): void {
  app.view({ type: 'view_submission', callback_id: callbackId }, async ({ view, body, ack, context }) => {
    const { recommendation } = metadata.parse(JSON.parse(view.private_metadata))
    const who = { workspaceId: workspaceOf(context), person: body.user.id }
    const decision = await read(view.state.values, who.workspaceId)
    if (!decision) {
      await ack({ response_action: 'errors', errors: { until: 'Choose a day.' } })
      return
    }
    const outcome = await decide(deps, who, recommendation, decision)
    // With the window that it was opened from, whose buttons are used up.
    if (outcome.kind === 'decided' || outcome.kind === 'first') await ack({ response_action: 'clear' })
    else if (outcome.kind === 'invalid')
      await ack({ response_action: 'errors', errors: { [outcome.field]: outcome.why } })
    else await ack({ response_action: 'update', view: refusedModal(outcome) })
  })
}
