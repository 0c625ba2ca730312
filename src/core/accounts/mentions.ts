import { namesIn } from '../feedback/names.js'
import { COMMON_WORDS, NO_ACCOUNTS } from './common-words.js'

/** What in a text may be an account. */
export type Mentions = {
  /** After “@” or “Account:”, the longest reading first: where the name ends nobody marked. */
  readonly marked: readonly string[]
  /** acme.com; of app.acme.com that, too. */
  readonly domains: readonly string[]
  /** Capitalised words, one after the other. */
  readonly plain: readonly string[]
}

export function mentionsIn(text: string): Mentions {
  return { marked: markedIn(text), domains: domainsIn(text), plain: plainIn(text) }
}

const MARK = /(?:^|\s)(?:account:\s*|@(?=[\p{L}\p{N}]))([^\n,;]{1,120})/iu
const WORDS_OF_A_NAME = 6

function markedIn(text: string): readonly string[] {
  const marked = MARK.exec(text)?.[1] ?? ''
  const words = marked.trim().split(/\s+/).slice(0, WORDS_OF_A_NAME)
  return words
    .map((_, at) => words.slice(0, words.length - at).join(' '))
    .map((name) => name.replace(/[.!?:)\s]+$/u, ''))
    .filter((name) => name !== '')
}

const DOMAIN = /(?<![\p{L}\p{N}.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?![\p{L}\p{N}-])/giu

function domainsIn(text: string): readonly string[] {
  const named = (text.match(DOMAIN) ?? []).map((domain) => domain.toLowerCase().replace(/^www\./, ''))
  const each = named.flatMap((domain) => {
    const labels = domain.split('.')
    return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
  })
  return [...new Set(each)].slice(0, MOST)
}

const MOST = 200
const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}&'’-]*/gu
const LINKING: ReadonlySet<string> = new Set([
  'of',
  'and',
  'the',
  'de',
  'der',
  'du',
  'la',
  'le',
  'for',
  'und',
])

type Token = {
  readonly word: string
  readonly isNamed: boolean
  readonly opens: boolean
  readonly breaks: boolean
}

/**
 * Runs of capitalised words. A common word alone is a name only where its capital means something: neither at the beginning
 * of a sentence nor in a text that is all capitals. What a competitor or a person goes by is no account.
 */
function plainIn(text: string): readonly string[] {
  const { competitors, people } = namesIn(text, { offerings: [], account: null })
  const others = new Set([...competitors, ...people].map((name) => name.toLowerCase()))
  const isShouted = !/\p{Ll}/u.test(text)
  const tokens = tokensOf(text)
  const names = new Set<string>()
  for (const [start, first] of tokens.entries()) {
    if (!first.isNamed) continue
    for (let end = start; end < Math.min(tokens.length, start + WORDS_OF_A_NAME); end += 1) {
      const last = tokens[end]
      if (!last || (end > start && last.breaks)) break
      if (!last.isNamed) {
        if (LINKING.has(last.word)) continue
        break
      }
      const name = tokens
        .slice(start, end + 1)
        .map(({ word }) => word)
        .join(' ')
      const lower = name.toLowerCase().replace(/['’]s$/, '')
      if (others.has(lower) || NO_ACCOUNTS.has(lower)) continue
      if (end === start && COMMON_WORDS.has(lower) && (first.opens || isShouted)) continue
      names.add(name)
    }
  }
  return [...names].slice(0, MOST)
}

function tokensOf(text: string): readonly Token[] {
  let after = 0
  return [...text.matchAll(TOKEN)].map((found) => {
    const [word] = found
    const between = text.slice(after, found.index)
    const isFirst = after === 0
    after = found.index + word.length
    const isNamed = /^\p{Lu}|^\p{Lo}|^\p{N}+\p{L}/u.test(word)
    return {
      word,
      isNamed,
      opens: isFirst || /[.!?:\n•"“(–—-]\s*$/u.test(between),
      breaks: /[^\s&.]|\n/u.test(between) || /[.]\s/u.test(between),
    }
  })
}
