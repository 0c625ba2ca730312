import { ANSWERS } from './gallery-answers.js'
import { DIGESTS, OF_POST } from './gallery-posts.js'
import { OF_CALLBACK } from './gallery-views.js'
import type { Picture, Three } from './three.js'

/** Every message and view of ours, by a name for people: `post digest`, `window edit`, `answer themes`. */
export const GALLERY: ReadonlyMap<string, Three> = new Map([
  ...named('post', OF_POST),
  ...named('post', DIGESTS),
  ...named('window', OF_CALLBACK),
  ...named('answer', ANSWERS),
])

export type Hung = { readonly name: string; readonly size: keyof Three; readonly picture: Picture }

/** One after the other; what is the same at every size hangs once. */
export function hung(): readonly Hung[] {
  return [...GALLERY].flatMap(([name, { emptiest, usual, worst }]) => [
    ...(emptiest === usual ? [] : [{ name, size: 'emptiest', picture: emptiest } as const]),
    { name, size: 'usual', picture: usual } as const,
    ...(worst === usual ? [] : [{ name, size: 'worst', picture: worst } as const]),
  ])
}

function named(of: string, all: Readonly<Record<string, Three>>): readonly (readonly [string, Three])[] {
  return Object.entries(all).map(([name, each]) => [`${of} ${name}`, each])
}
