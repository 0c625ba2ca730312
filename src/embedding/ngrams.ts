// A text as the signs of its words, word pairs and letter groups, hashed into a fixed number of places.
// It needs no vocabulary: names, new words and other languages are compared by it.
export function hashNgrams(words: readonly string[], weight: (word: string) => number): Float32Array {
  const places = new Float32Array(ngramDimensions)
  words.forEach((word, i) => {
    const share = weight(word)
    add(places, word, share)
    const next = words[i + 1]
    if (next !== undefined) add(places, `${word} ${next}`, Math.max(share, weight(next)))
    const letters = Array.from(` ${word} `)
    const groups = letterGroups(letters)
    for (const group of groups) add(places, `~${group}`, share / Math.sqrt(groups.length))
  })
  return places
}

export const ngramDimensions = 128

function letterGroups(letters: readonly string[]): readonly string[] {
  const groups: string[] = []
  for (let size = 3; size <= 5; size++)
    for (let from = 0; from + size <= letters.length; from++)
      groups.push(letters.slice(from, from + size).join(''))
  return groups
}

function add(places: Float32Array, gram: string, amount: number): void {
  const hash = fnv1a(gram)
  const place = hash % ngramDimensions
  places[place] = (places[place] ?? 0) + (hash >>> 31 === 0 ? amount : -amount)
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15 // FNV's high bits mix badly on short texts
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}
