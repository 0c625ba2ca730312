import { randomBytes } from 'node:crypto'
import { capture, type Logged } from '../../core/feedback/capture.js'
import { draftOf } from '../../core/feedback/draft.js'
import type { Kind } from '../../core/feedback/feedback.js'
import type { SlackDeps } from '../deps.js'
import type { Message } from '../kit/blocks.js'
import { alreadyLoggedMessage, loggedMessage, notSavedMessage, only, tooLongMessage } from './messages.js'

/** Slack waits three seconds; what is not committed by then is said to be unsaved, and may safely be sent again. */
const PATIENCE_MS = 2400

export type Heard = Omit<Logged, 'draft'> & { readonly kind: Kind; readonly text: string }

export type LogResult = { readonly kind: 'kept' | 'known' | 'refused' | 'unsaved'; readonly message: Message }

/** Keeps what was heard and says so; whatever fails, the rep has the text back. Never throws. */
export async function logFeedback(deps: SlackDeps, workspaceId: string, heard: Heard): Promise<LogResult> {
  const { kind, text, ...delivery } = heard
  const drafted = draftOf(kind, text)
  switch (drafted.kind) {
    case 'empty':
      return { kind: 'refused', message: only('Not logged: there was no text in it.') }
    case 'too-long':
      return { kind: 'refused', message: tooLongMessage(drafted.length) }
    case 'draft':
      break
  }
  try {
    const kept = await inTime(capture(deps, workspaceId, { ...delivery, draft: drafted.draft }))
    return {
      kind: kept.kind,
      message: kept.kind === 'kept' ? loggedMessage(kind, drafted.draft.text) : alreadyLoggedMessage(),
    }
  } catch (error) {
    const reference = randomBytes(4).toString('hex')
    deps.log.error({ reference, workspace: workspaceId, err: error }, 'feedback not saved')
    return { kind: 'unsaved', message: notSavedMessage(kind, text, heard.deliveryKey, reference) }
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not committed within ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
