const TEN_MINUTES = 10 * 60 * 1000

/** What seldom changes is asked for every ten minutes at most; a fault is not kept. */
export function remembered<T>(load: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly value: Promise<T> } | null = null
  return () => {
    if (kept && Date.now() - kept.at < TEN_MINUTES) return kept.value
    const value = load()
    kept = { at: Date.now(), value }
    value.catch(() => (kept = null))
    return value
  }
}
