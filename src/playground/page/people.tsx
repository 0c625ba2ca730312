/** The people one can be. */
import { Avatar } from './avatar.js'
import { usePlay } from './play.js'

export function People() {
  const { snapshot, place, go } = usePlay()
  return (
    <section class="people" aria-label="People to be">
      <h2>You are</h2>
      <div role="radiogroup" aria-label="You are">
        {snapshot.people
          .filter(({ isBot }) => !isBot)
          .map((person) => {
            const me = person.id === snapshot.me.id
            return (
              <button
                key={person.id}
                type="button"
                role="radio"
                aria-checked={me}
                class={me ? 'person me' : 'person'}
                data-testid={`person-${person.id}`}
                onClick={() =>
                  go({ as: person.id, in: roomFor(place.in, snapshot.conversations), thread: null })
                }
              >
                <Avatar person={person} size={32} />
                <span>
                  <b>{person.name}</b>
                  <small>{person.title}</small>
                </span>
                {place.as === person.id && !me && <span class="spinner" />}
              </button>
            )
          })}
      </div>
    </section>
  )
}

/** A channel or the Home tab can be shared with the next person; a direct message can't. */
function roomFor(here: string | null, rooms: readonly { readonly id: string; readonly kind: string }[]) {
  const isDirect = rooms.some(({ id, kind }) => id === here && kind === 'dm')
  return isDirect ? null : here
}
