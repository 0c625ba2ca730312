/** Messages about answers and closed deals. */
export type AnswerPost =
  /** To the digest's channel: what a rep proposes; then what became of it. */
  | { readonly kind: 'draft'; readonly answerId: string }
  | { readonly kind: 'draft-update'; readonly answerId: string }
  /** To who proposed it. */
  | { readonly kind: 'draft-told'; readonly answerId: string }
  /** To the owner; `day` is the review date (2026-11-03) that has passed. */
  | { readonly kind: 'review-due'; readonly answerId: string; readonly day: string }
  | { readonly kind: 'link-broken'; readonly answerId: string }
  /** To who could write it: an objection has no answer. */
  | { readonly kind: 'answer-wanted'; readonly themeId: string; readonly person: string }
  /** To a rep whose deal is over; then as it stands. */
  | { readonly kind: 'asked'; readonly opportunityId: string; readonly person: string }
  | { readonly kind: 'asked-update'; readonly opportunityId: string; readonly person: string }
