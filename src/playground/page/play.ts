/** What every part of the page shares: the state as the person sees it, the place, and the way to act. */
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Act, Conversation, Done, Person, Snapshot } from '../protocol.js'
import { type Go, type Place, usePlace } from './place.js'
import { fetchSnapshot, listen, send } from './wire.js'

/** Something only this page says, in the place where the person acted. */
export type Notice = { readonly id: number; readonly where: string; readonly text: string }

export type Play = {
  readonly snapshot: Snapshot
  /** Why what is shown may be old. */
  readonly trouble: string | null
  readonly place: Place
  readonly go: Go
  /** Keys of the acts whose answer is awaited. */
  readonly busy: ReadonlySet<string>
  /** Acts, and resolves when the answer is there and the new state is shown. */
  readonly act: (key: string, act: Act, where?: string) => Promise<Done>
  readonly notices: readonly Notice[]
  readonly dismiss: (id: number) => void
}

export const PlayContext = createContext<Play | null>(null)

export function usePlay(): Play {
  const play = useContext(PlayContext)
  if (play === null) throw new Error('usePlay is called outside the page.')
  return play
}

export function usePlaying(): Play | { readonly snapshot: null; readonly trouble: string | null } {
  const [place, go] = usePlace()
  const { snapshot, trouble, refresh } = useSnapshot(place.as)
  const { notices, notify, dismiss } = useNotices(snapshot?.me.id ?? null)
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())

  const act = useCallback(
    async (key: string, what: Act, where?: string) => {
      setBusy((keys) => new Set([...keys, key]))
      const done = await send(what)
      const fresh = await refresh()
      setBusy((keys) => new Set([...keys].filter((other) => other !== key)))
      if (!done.ok && where !== undefined && !isTold(fresh, done.error)) notify(where, done.error)
      return done
    },
    [refresh, notify],
  )
  if (snapshot === null) return { snapshot, trouble }
  return { snapshot, trouble, place, go, busy, act, notices, dismiss }
}

export function personOf(snapshot: Snapshot, id: string): Person {
  const unknown = { id, name: id, title: '', isAdmin: false, isBot: false, color: '#868686' }
  return snapshot.people.find((person) => person.id === id) ?? unknown
}

/** The direct messages with the app. */
export function appConversation(snapshot: Snapshot): Conversation | null {
  const app = personOf(snapshot, snapshot.botUser)
  return snapshot.conversations.find(({ kind, name }) => kind === 'dm' && name === app.name) ?? null
}

/** The conversation in view, the first channel where none is asked for; null on the Home tab. */
export function conversationAt({ snapshot, place }: Pick<Play, 'snapshot' | 'place'>): Conversation | null {
  if (place.in === 'home') return null
  const { conversations } = snapshot
  const first = conversations.find(({ kind }) => kind === 'channel') ?? conversations[0]
  return conversations.find(({ id }) => id === place.in) ?? first ?? null
}

function useSnapshot(as: string | null) {
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const latest = useRef(0)
  // An act's answer may come after its person was left: what is asked for then is the state of who is wanted now.
  const wanted = useRef(as)
  wanted.current = as

  const refresh = useCallback(async () => {
    const turn = ++latest.current
    try {
      const fresh = await fetchSnapshot(wanted.current)
      if (turn !== latest.current) return fresh
      setSnapshot(fresh)
      setTrouble(null)
      return fresh
    } catch {
      setTrouble('The playground does not answer. Is its server still running?')
      return null
    }
  }, [])

  useEffect(() => void refresh(), [as, refresh])
  const me = snapshot?.me.id ?? null
  useEffect(() => (me === null ? undefined : listen(me, () => void refresh())), [me, refresh])
  return { snapshot, trouble, refresh }
}

/** Whether Slackbot has told it already, as it does when a command fails. */
function isTold(snapshot: Snapshot | null, error: string): boolean {
  const latest = Object.values(snapshot?.messages ?? {}).flatMap((all) => all.slice(-3))
  return latest.some(({ ephemeral, text }) => ephemeral && text === error)
}

function useNotices(me: string | null) {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const count = useRef(0)
  useEffect(() => setNotices([]), [me])
  const notify = useCallback((where: string, text: string) => {
    const id = ++count.current
    setNotices((all) => [...all, { id, where, text }])
  }, [])
  const dismiss = useCallback((id: number) => setNotices((all) => all.filter((one) => one.id !== id)), [])
  return { notices, notify, dismiss }
}
