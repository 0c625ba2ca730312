import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { mayWrite } from '../../core/answers/answer.js'
import type { Tables } from '../../core/tables.js'
import { standing } from '../../core/themes/correct.js'
import type { Theme } from '../../core/themes/theme.js'
import { stranger } from '../../core/workspaces/workspace.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import { type Message, option } from '../kit/blocks.js'
import { ACTION, MENU } from '../kit/ids.js'
import { LIMITS } from '../kit/limits.js'
import { privately } from '../kit/wire.js'
import { workspaceOf } from '../kit/workspace.js'
import { heardOfKind } from '../themes/look.js'
import { idIn, openForm } from '../themes/press.js'
import { answerModal, proposeModal } from './forms.js'
import { answerSaid } from './words.js'

/** The buttons that open a form, after the acknowledgement and within the three seconds that their trigger lives. */
export function opening(app: App, deps: SlackDeps): void {
  onOpen(app, deps, ACTION.writeAnswer, writeForm)
  onOpen(app, deps, ACTION.editAnswer, editForm)
  onOpen(app, deps, ACTION.workedForMe, proposeForm)
  findingThemes(app, deps)
}

/** The objections that have each of the typed words in their title, the most heard first. */
function findingThemes(app: App, deps: SlackDeps): void {
  app.options(MENU.findThemes, async ({ payload, ack, context }) => {
    const words = payload.value.toLowerCase().split(/\s+/).filter(Boolean)
    const heard = await deps.store.within(workspaceOf(context), (tx) => heardOfKind(tx, 'objection'))
    const found = heard.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    await ack({ options: found.slice(0, LIMITS.options).map(({ id, title }) => option(title, id)) })
  })
}

type Form = ModalView | Message

function onOpen(
  app: App,
  deps: SlackDeps,
  actionId: string,
  form: (tx: Tables, id: string | null, person: string) => Promise<Form>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      const found = await deps.store.within(workspaceOf(context), (tx) =>
        form(tx, idIn(action), body.user.id),
      )
      await ack()
      if ('text' in found) await respond(privately(found))
      else await openForm(client, body, { view: found, respond })
    },
  )
}

/** For a theme, or for any; who may not make answers proposes one. */
async function writeForm(tx: Tables, themeId: string | null, person: string): Promise<Form> {
  const theme = themeId === null ? null : await standing(tx, themeId)
  if (theme && theme.kind !== 'objection') return only('Answers meet objections; this theme is of requests.')
  if (!(await isWriter(tx, person))) return theme ? proposeModal(theme) : answerSaid({ kind: 'not-allowed' })
  if (!theme && (await heardOfKind(tx, 'objection')).length === 0)
    return only('No objection has been logged yet: the first /objection begins a theme.')
  return answerModal({ answer: null, person, chosen: theme ? [theme] : [], now: tx.now })
}

async function editForm(tx: Tables, id: string | null, person: string): Promise<Form> {
  const answer = id === null ? null : await tx.answers.find(id)
  if (!answer) return answerSaid({ kind: 'not-found' })
  const isOwn = answer.owner === person && answer.state !== 'draft'
  if (!isOwn && !(await isWriter(tx, person))) return answerSaid({ kind: 'not-allowed' })
  const chosen: Theme[] = []
  for (const { themeId } of answer.themes) {
    const theme = themeId === null ? null : await standing(tx, themeId)
    if (theme && !chosen.some((each) => each.id === theme.id)) chosen.push(theme)
  }
  if (chosen.length === 0 && (await heardOfKind(tx, 'objection')).length === 0)
    return only('No objection has been logged yet: there is no theme to choose.')
  return answerModal({ answer, person, chosen, now: tx.now })
}

async function proposeForm(tx: Tables, feedbackId: string | null): Promise<Form> {
  const feedback = feedbackId === null ? null : await tx.feedback.find(feedbackId)
  const theme = feedback?.themeId ? await standing(tx, feedback.themeId) : null
  return theme ? proposeModal(theme) : answerSaid({ kind: 'not-found' })
}

async function isWriter(tx: Tables, person: string): Promise<boolean> {
  return mayWrite(await tx.workspace.read(), (await tx.people.find(person)) ?? stranger(person))
}
