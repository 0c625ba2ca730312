/** Messages about what was pressed on a recommendation, and to its owner. */
export type DecisionPost =
  /** In the thread: a press that is not the last word. `at` and `until` are ISO. */
  | {
      readonly kind: 'pressed'
      readonly recommendationId: string
      readonly what: 'first' | 'first-edit' | 'snooze'
      readonly by: string
      readonly at: string
      readonly until: string | null
    }
  | { readonly kind: 'owner-told'; readonly recommendationId: string; readonly owner: string }
  /** `day` is the due date (2026-11-03) that has passed. */
  | { readonly kind: 'owner-due'; readonly recommendationId: string; readonly day: string }

/** The Home tab of one person, as it stands when it is sent. */
export type HomePost = { readonly kind: 'home'; readonly person: string }
