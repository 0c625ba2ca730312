/** Where the person looks, kept in the address so that a link or a screenshot can be made again. */
import { useEffect, useState } from 'preact/hooks'

export type Place = {
  /** The person to be; null lets the server choose. */
  readonly as: string | null
  /** A conversation's id, or `home` for the app's Home tab. */
  readonly in: string | null
  /** The ts of the thread in the side panel. */
  readonly thread: string | null
  /** The ts of a message to scroll to. */
  readonly at: string | null
}

export type Go = (change: Partial<Place>) => void

export function usePlace(): readonly [Place, Go] {
  const [place, setPlace] = useState(() => readPlace(location.hash))
  useEffect(() => {
    const moved = () => setPlace(readPlace(location.hash))
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  return [place, (change) => location.assign(writePlace({ ...readPlace(location.hash), ...change }))]
}

export function readPlace(hash: string): Place {
  const fields = new URLSearchParams(hash.replace(/^#/, ''))
  return { as: fields.get('as'), in: fields.get('in'), thread: fields.get('thread'), at: fields.get('at') }
}

export function writePlace(place: Place): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(place)) if (value !== null) fields.set(name, value)
  return `#${fields.toString()}`
}
