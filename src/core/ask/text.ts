/**
 * A question while it is read: what was understood is taken out, so that no word is read twice and what is left over is
 * known.
 */
export class Reading {
  /** Small letters, one space between words; what was taken is dots. */
  private left: string

  constructor(text: string) {
    this.left = ` ${wordsOf(text).join(' ')} `
  }

  /** The first that matches, taken out; the expression sees words with a space before and after. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.left)
    if (!found || found[0].trim() === '') return null
    const [whole] = found
    const taken = whole.replace(/[^ ]/g, '·')
    this.left = this.left.slice(0, found.index) + taken + this.left.slice(found.index + whole.length)
    return found
  }

  /** True where these words stood there, one after the other. */
  takeWords(words: readonly string[]): boolean {
    return (
      words.length > 0 && this.take(new RegExp(`(?<= )${words.map(literal).join(' ')}(?= )`, 'u')) !== null
    )
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.left)
  }

  /** What is left over without these words, as phrases: a word that was taken or passed over parts two. */
  rest(without: ReadonlySet<string>): readonly string[] {
    return this.left
      .split(' ')
      .map((word) => (word.includes('·') || without.has(word) ? '|' : word))
      .join(' ')
      .split('|')
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== '')
  }
}

export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[’`]/g, "'")
      .replace(/'s(?![\p{L}\p{N}])/gu, '')
      .match(/[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'&+-]*[\p{L}\p{M}\p{N}+])?/gu) ?? []
  )
}

/** Near enough to tell that two words are one: “prices”, “pricing” and “price” are. */
export function stem(word: string): string {
  return word.length < 5 ? word.replace(/s$/, '') : word.replace(/(?:ings?|ies|ied|ed|es|e|y|s)$/, '')
}

export function literal(text: string): string {
  return text.replace(/[.*+?^$\{\}()|[\]\\]/g, '\\$&')
}
