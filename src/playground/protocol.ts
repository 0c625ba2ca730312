/** What the playground's page and its server say to each other. Shapes of messages and views are Slack's own. */

/** A block or an element as it came over the wire; the page draws what it knows and names what it does not. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export type Person = {
  readonly id: string
  readonly name: string
  /** Shown under the name in the switcher: "Rep, EMEA". */
  readonly title: string
  readonly isAdmin: boolean
  readonly isBot: boolean
  /** CSS colour of the avatar. */
  readonly color: string
}

export type Conversation = {
  readonly id: string
  /** Channel name without the hash; for a direct message, the other side's name. */
  readonly name: string
  readonly kind: 'channel' | 'dm'
  readonly topic: string
  readonly unread: number
}

export type ShownMessage = {
  readonly ts: string
  readonly channel: string
  readonly threadTs: string | null
  readonly author: string
  readonly text: string
  readonly blocks: readonly JsonObject[]
  readonly ephemeral: boolean
  readonly edited: boolean
  readonly deleted: boolean
  readonly replyCount: number
}

/** What the app shows in its Messages tab beside its messages. */
export type Agent = {
  readonly status: string | null
  readonly title: string
  readonly prompts: readonly { readonly title: string; readonly message: string }[]
}

export type ShownView = {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly view: JsonObject
  /** Errors of the last submission, by block_id. */
  readonly errors: Readonly<Record<string, string>>
}

export type Snapshot = {
  /** The playground's clock (ISO), which "let a week pass" moves. */
  readonly now: string
  readonly me: Person
  readonly people: readonly Person[]
  readonly conversations: readonly Conversation[]
  /** The messages of every conversation that I may see, oldest first, by conversation id; replies included. */
  readonly messages: Readonly<Record<string, readonly ShownMessage[]>>
  /** The modals that I have open, the top one last. */
  readonly modals: readonly ShownView[]
  readonly home: ShownView | null
  readonly commands: readonly {
    readonly command: string
    readonly description: string
    readonly hint: string
  }[]
  readonly shortcuts: readonly {
    readonly callbackId: string
    readonly name: string
    readonly type: 'global' | 'message'
  }[]
  readonly botUser: string
  readonly agent: Agent
}

/** What a person does. POST /playground/act with one of these; the answer is Done. */
export type Act =
  | {
      readonly kind: 'say'
      readonly as: string
      readonly channel: string
      readonly text: string
      readonly threadTs?: string
    }
  | {
      readonly kind: 'press'
      readonly as: string
      readonly where: { readonly channel: string; readonly ts: string } | { readonly viewId: string }
      readonly blockId: string
      /** The element as shown, with its chosen value for selects (selected_option and so on, as Slack sends them). */
      readonly action: JsonObject
      /** Slack's state.values of the message or view at that moment. */
      readonly state: JsonObject
    }
  | { readonly kind: 'submit'; readonly as: string; readonly viewId: string; readonly values: JsonObject }
  | { readonly kind: 'close'; readonly as: string; readonly viewId: string }
  | {
      readonly kind: 'shortcut'
      readonly as: string
      readonly callbackId: string
      readonly message?: { readonly channel: string; readonly ts: string }
    }
  | { readonly kind: 'open-home'; readonly as: string }
  | { readonly kind: 'open-messages'; readonly as: string }
  | { readonly kind: 'read'; readonly as: string; readonly channel: string }
  | { readonly kind: 'pass-time'; readonly days: number }

/** `error` is a sentence for the person who pressed, as Slack would show it. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly error: string }

/** POST /playground/suggest, for a select whose options the app serves: answered with Slack's options. */
export type Suggest = {
  readonly as: string
  readonly viewId: string
  readonly blockId: string
  readonly actionId: string
  readonly query: string
}

// GET  /                         the page
// GET  /playground/state?as=U1   Snapshot
// GET  /playground/stream?as=U1  server-sent events; each `changed` event says: fetch the state again
// POST /playground/act           Act → Done
// POST /playground/suggest       Suggest → { options: JsonObject[] }
