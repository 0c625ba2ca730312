/** A clock that stands still until it is told to pass. */
export function clockAt(iso: string) {
  let now = new Date(iso).getTime()
  return {
    now: (): Date => new Date(now),
    pass: (ms: number): void => {
      now += ms
    },
  }
}
