/** Feedback is one thing that one rep heard, in the rep's words. */

export type Kind = 'objection' | 'request'

/**
 * How a piece of feedback got its theme: not yet, offered to the rep, by Earshot alone, by a person; or a person has said
 * that it is noise, which belongs to none.
 */
export type Placement = 'pending' | 'suggested' | 'filed' | 'confirmed' | 'noise'

export type Feedback = {
  readonly id: string
  readonly kind: Kind
  readonly text: string
  /** Slack id of the rep. */
  readonly reporter: string
  readonly source: 'command' | 'modal' | 'import'
  /** One delivery is kept once: trigger_id, view id, or an import's external id. */
  readonly deliveryKey: string
  readonly channel: string | null
  readonly area: string | null
  readonly accountId: string | null
  readonly opportunityId: string | null
  readonly accountName: string | null
  /** As the rep typed it. */
  readonly amount: number | null
  /** ISO 4217, of the amount; null: as the operator's files have it, USD. */
  readonly currency: string | null
  readonly heardAt: Date
  readonly themeId: string | null
  readonly placement: Placement
}

/** A piece of feedback of which nothing is known but who said it, and what. */
export const NOTHING_KNOWN = {
  channel: null,
  area: null,
  accountId: null,
  opportunityId: null,
  accountName: null,
  amount: null,
  currency: null,
} as const

/** The longest text that is kept: Slack's own limit of a text field, and a page of a book. */
export const TEXT_LIMIT = 3000

/** Takes away what no database and no reader can use: NUL, other controls, bidi overrides, lone surrogates. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()

    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffd]/gu, '')
    .trim()
}
