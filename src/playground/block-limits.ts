/**
 * Slack's limits, as data. Sources: docs.slack.dev, and nicklambourne/slackblocks spec/limits.json, whose authors
 * tried them on Slack. Where the two differ, the smaller stands: what passes here passes there.
 * Lengths are Unicode code points.
 */
export const LIMITS = {
  message: {
    blocks: 50,
    /** Of the text; beyond it msg_too_long. */
    text: 40_000,
    /** Characters of the blocks as JSON; beyond it msg_blocks_too_long (slackapi/bolt-js issue 2509). */
    blocksJson: 13_200,
    markdownText: 12_000,
    charts: 2,
    tables: 1,
    dataTables: 1,
    attachments: 100,
  },
  view: { blocks: 100, title: 24, button: 24, privateMetadata: 3000, callbackId: 255, externalId: 255 },
  id: 255,
  text: 3000,
  url: 3000,
  button: { text: 75, value: 2000, accessibilityLabel: 75 },
  confirm: { title: 100, text: 300, button: 30 },
  option: { text: 75, value: 150, description: 75 },
  optionGroup: { label: 75, options: 100 },
  select: { placeholder: 150, options: 100, groups: 100 },
  overflow: 5,
  choices: 10,
  plainTextInput: 3000,
  fileInput: 10,
  actions: 25,
  alert: 200,
  card: { title: 150, body: 200, actions: 3 },
  carousel: 10,
  container: { title: 150, children: 10 },
  context: 10,
  contextActions: 5,
  iconButtonUsers: 10,
  table: { rows: 100, columns: 20, characters: 10_000 },
  dataTable: { rows: 101, columns: 20, characters: 20_000, pageSize: 100 },
  chart: { title: 50, label: 20, axis: 50, points: 20, parts: 6 },
  header: 150,
  image: { alt: 2000 },
  input: { label: 2000, hint: 2000 },
  markdown: 12_000,
  section: { fields: 10, field: 2000 },
  video: { alt: 200, title: 200, author: 50, description: 200, provider: 50 },
  task: { title: 255 },
  suggestions: 100,
} as const
