import type { Context } from '@slack/bolt'

/** The workspace a request came from, as Slack signed it: never what a button or a view carries. */
export function workspaceOf(context: Context): string {
  if (context.teamId === undefined) throw new Error('a request without a team')
  return context.teamId
}
