/**
 * Every action_id and callback_id that a view of ours emits. A test holds that each has a handler, and that each handler
 * has a view.
 */
export const ACTION = {
  fileUnder: 'capture:theme',
  fileAsNew: 'capture:new',
  fileElsewhere: 'capture:elsewhere',
  isNoise: 'capture:noise',
  undoChoice: 'capture:undo',
  tryAgain: 'capture:again',
  findAccount: 'capture:find-account',
  chooseAccount: 'capture:account',
  clearAccount: 'capture:no-account',
  approve: 'review:approve',
  edit: 'review:edit',
  reject: 'review:reject',
  snooze: 'review:snooze',
  evidence: 'review:evidence',
  itIsThere: 'digest:there',
  postAgain: 'digest:again',
  openTheme: 'themes:open',
  renameTheme: 'themes:rename',
  mergeTheme: 'themes:merge',
  splitTheme: 'themes:split',
  silenceTheme: 'themes:noise',
  undo: 'themes:undo',
  approveProposal: 'themes:approve',
  rejectProposal: 'themes:reject',
  openSetup: 'settings:open',
  logFromHome: 'home:log',
} as const

export const CALLBACK = {
  log: 'capture:log',
  logMessage: 'capture:log-message',
  logGlobal: 'capture:log-anything',
  edit: 'review:edit-view',
  reject: 'review:reject-view',
  evidence: 'review:evidence-view',
  fileElsewhere: 'capture:elsewhere-view',
  renameTheme: 'themes:rename-view',
  mergeTheme: 'themes:merge-view',
  splitTheme: 'themes:split-view',
  setup: 'settings:setup-view',
} as const

/** As the manifest names them. */
export const SHORTCUTS = [
  { callbackId: CALLBACK.logGlobal, name: 'Log feedback', type: 'global' },
  { callbackId: CALLBACK.logMessage, name: 'Log feedback', type: 'message' },
] as const
