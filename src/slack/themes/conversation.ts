import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Tables } from '../../core/tables.js'
import type { Corrector } from '../../core/themes/correct.js'
import { decideProposal } from '../../core/themes/decide-proposal.js'
import { markNoise } from '../../core/themes/noise.js'
import type { Theme } from '../../core/themes/theme.js'
import { undoCorrection } from '../../core/themes/undo.js'
import { only } from '../capture/messages.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { ACTION } from '../kit/ids.js'
import { workspaceOf } from '../kit/workspace.js'
import { themeMessage } from './card.js'
import { mergeModal, renameModal, splitModal } from './forms.js'
import { severalMessage, themesMessage } from './list.js'
import { heardOfKind, isApproverNow, themeLook, themesLook, themesNamed } from './look.js'
import { answer, answerWith, idIn, openForm } from './press.js'
import { onForms } from './submit.js'
import { type Outcome, saidMessage } from './words.js'

/** What a person says of the themes: an approver's buttons, their forms, and the way back. */
export function theming(app: App, deps: SlackDeps): void {
  onPress(app, deps, ACTION.undo, (who, id) => undoCorrection(deps, who, id))
  onPress(app, deps, ACTION.silenceTheme, (who, themeId) => markNoise(deps, who, { themeId }))
  onPress(app, deps, ACTION.approveProposal, (who, id) => decideProposal(deps, who, id, 'approved'))
  onPress(app, deps, ACTION.rejectProposal, (who, id) => decideProposal(deps, who, id, 'rejected'))
  onForm(app, deps, ACTION.renameTheme, async (_, theme) => renameModal(theme))
  onForm(app, deps, ACTION.mergeTheme, mergeForm)
  onForm(app, deps, ACTION.splitTheme, splitForm)
  onOpen(app, deps)
  onForms(app, deps)
}

export async function themesAnswer(deps: SlackDeps, workspaceId: string): Promise<Message> {
  return deps.store.within(workspaceId, async (tx) => themesMessage(await themesLook(tx)))
}

export async function themeAnswer(
  deps: SlackDeps,
  who: { readonly workspaceId: string; readonly person: string },
  name: string,
): Promise<Message> {
  if (name === '') return only('Which theme? /earshot theme NAME; /earshot themes lists them.')
  return deps.store.within(who.workspaceId, async (tx) => {
    const [theme, ...more] = await themesNamed(tx, name)
    if (!theme) return only(`No theme is named “${name}”. /earshot themes lists them.`)
    return more.length > 0 ? severalMessage(name, [theme, ...more]) : shown(tx, theme.id, who.person)
  })
}

async function shown(tx: Tables, themeId: string, person: string): Promise<Message> {
  const look = await themeLook(tx, themeId, person)
  return look ? themeMessage(look) : saidMessage({ kind: 'not-found' })
}

function onPress(
  app: App,
  deps: SlackDeps,
  actionId: string,
  act: (who: Corrector, id: string) => Promise<Outcome>,
): void {
  app.action({ type: 'block_actions', action_id: actionId }, async ({ ack, context, ...pressed }) => {
    const who = { workspaceId: workspaceOf(context), person: pressed.body.user.id }
    const id = idIn(pressed.action)
    const outcome: Outcome = id === null ? { kind: 'not-found' } : await act(who, id)
    await ack()
    deps.log.info({ workspace: who.workspaceId, action: actionId, outcome: outcome.kind }, 'theme pressed')
    await answer(pressed, outcome)
  })
}

type Form = ModalView | Message

/** Opened after the acknowledgement, within the three seconds that its trigger lives; for approvers alone. */
function onForm(
  app: App,
  deps: SlackDeps,
  actionId: string,
  form: (tx: Tables, theme: Theme) => Promise<Form>,
): void {
  app.action(
    { type: 'block_actions', action_id: actionId },
    async ({ action, body, ack, context, client, respond }) => {
      const id = idIn(action)
      const found = await deps.store.within(workspaceOf(context), async (tx): Promise<Form> => {
        if (!(await isApproverNow(tx, body.user.id))) return saidMessage({ kind: 'not-allowed' })
        const look = id === null ? null : await themeLook(tx, id, body.user.id)
        return look ? form(tx, look.theme) : saidMessage({ kind: 'not-found' })
      })
      await ack()
      if ('text' in found) await answerWith({ respond }, found)
      else await openForm(client, body, { view: found, respond })
    },
  )
}

async function mergeForm(tx: Tables, theme: Theme): Promise<Form> {
  const others = (await heardOfKind(tx, theme.kind)).filter(({ id }) => id !== theme.id)
  if (others.length > 0) return mergeModal(theme, others)
  return only(`Nothing to merge into: it is the only ${theme.kind} theme.`)
}

async function splitForm(tx: Tables, theme: Theme): Promise<Form> {
  const feedback = await tx.feedback.ofTheme(theme.id)
  return feedback.length > 1 ? splitModal(theme, feedback) : only('Nothing to split: it takes 2 notes.')
}

function onOpen(app: App, deps: SlackDeps): void {
  app.action(
    { type: 'block_actions', action_id: new RegExp(`^${ACTION.openTheme}(:[0-9])?$`) },
    async ({ action, body, ack, context, respond }) => {
      const id = idIn(action)
      const message = await deps.store.within(workspaceOf(context), async (tx) =>
        id === null ? saidMessage({ kind: 'not-found' }) : shown(tx, id, body.user.id),
      )
      await ack()
      await answerWith({ respond }, message)
    },
  )
}
