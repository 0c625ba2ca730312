/** Slack's limits, in characters and counts (docs.slack.dev, Block Kit reference; two charts a message: measured). */
export const LIMITS = {
  blocksInMessage: 50,
  blocksInView: 100,
  /** Slack refuses a message's blocks over about 13,200 characters; we keep under this. */
  messageCharacters: 12_000,
  sectionText: 3000,
  headerText: 150,
  buttonText: 75,
  cardTitle: 150,
  cardSubtitle: 150,
  cardBody: 200,
  cardSubtext: 200,
  chartTitle: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartPoints: 20,
  tableCharacters: 10_000,
  inputText: 3000,
  optionText: 75,
  options: 100,
  buttonValue: 2000,
  metadata: 3000,
} as const
