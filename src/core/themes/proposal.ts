/** What the night would change in themes that a digest has shown: it asks, and a person decides. */
export type Proposal = {
  readonly id: string
  readonly change: ProposedChange
  readonly state: 'open' | 'approved' | 'rejected'
  readonly madeAt: Date
  readonly decidedBy: string | null
}

export type ProposedChange =
  /** `otherId` would go into `themeId`. */
  | { readonly kind: 'merge'; readonly themeId: string; readonly otherId: string }
  /** The feedback would leave `themeId` for a new theme of this title. */
  | {
      readonly kind: 'split'
      readonly themeId: string
      readonly feedbackIds: readonly string[]
      readonly title: string
    }
