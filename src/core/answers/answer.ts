/** How to meet an objection: approved, with an owner and a review date. */
export type Answer = {
  readonly id: string
  readonly externalId: string
  readonly themeId: string | null
  readonly themeTitle: string
  readonly text: string
  readonly owner: string
  readonly reviewDate: Date
  readonly link: string | null
}
