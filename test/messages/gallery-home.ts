import type { HomeLook } from '../../src/slack/home/look.js'
import * as notes from './usual-notes.js'
import * as week from './usual-week.js'

/** An admin who approves and logs: sees everything there is. */
export const usualHome: HomeLook = {
  person: { id: week.MONA, name: 'Mona', isAdmin: true, isOutsider: false, groups: [], checkedAt: week.NOW },
  workspace: notes.workspace,
  now: week.NOW,
  record: { notes: 12, approved: 4, rejected: 1, waiting: 3 },
  own: [
    {
      feedback: notes.feedback,
      theme: notes.theme.title,
      verdict: null,
      answers: { count: 2, word: 'used' },
      became: week.open,
    },
    {
      feedback: notes.request,
      theme: notes.requested.title,
      verdict: { verdict: 'we_sell_this', offering: notes.offering.name },
      answers: null,
      became: week.approved,
    },
  ],
  waiting: { count: 12, shown: [week.open, week.first] },
  drafts: { count: 1, shown: [notes.draft] },
  admin: {
    database: 'embedded',
    digest: { end: week.WINDOW.end, isBuilt: true, fate: { state: 'sent', error: null } },
    stuck: { count: 1, shown: [{ key: 'draft:1', state: 'blocked', error: 'not_in_channel' }] },
    deadJobs: { count: 0, shown: [] },
    connections: [
      { name: 'Slack', isWell: true, says: 'Socket Mode' },
      { name: 'Models', isWell: true, says: 'embeds: minilm · words: local' },
    ],
  },
}
