import type { Pack } from './pack.js'

/** Open, started, shipped, dropped: what a tracker says of an issue, in Earshot's words. */
export type Status = 'open' | 'started' | 'shipped' | 'dropped'

/** What was made: `id` is how the tracker finds it again (null: it can't), `name` what people call it (ENG-12). */
export type Ref = { readonly id: string | null; readonly name: string; readonly url: string | null }

/** Where approved recommendations go: a tracker, or a webhook. Every call throws DeliveryFault, and makes one attempt. */
export type Tracker = {
  /** As people read it: "GitHub acme/app". */
  readonly label: string
  /** Whether what it gets names accounts. */
  readonly showsNames: boolean
  /** What an earlier attempt made whose answer was lost; `since` is when the first attempt could have been made. */
  find(key: string, since: Date): Promise<Ref | null>
  create(pack: Pack, key: string): Promise<Ref>
  /** Null where it says nothing back. One that is gone is dropped. */
  readonly status: ((id: string) => Promise<Status>) | null
}

/**
 * An attempt that failed. `refused`: no further attempt mends it, a person does. `later`: it may be tried again, after
 * `afterMs` at the earliest; whether it was accepted is not known.
 */
export class DeliveryFault extends Error {
  override readonly name = 'DeliveryFault'
  constructor(
    readonly kind: 'refused' | 'later',
    message: string,
    readonly afterMs = 0,
  ) {
    super(message)
  }
}

/** The line by which an issue is found again. */
export function keyLine(key: string): string {
  return `Earshot: ${key}`
}
