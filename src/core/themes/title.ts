// A theme's working title, from its feedback alone; a person or a model may write a better one.
import type { Kind } from '../feedback/feedback.js'
import type { Tables } from '../tables.js'
import { withoutFraming } from './framing.js'
import type { Theme } from './theme.js'

export const titleLength = 60

/** A title of 1–60 characters: the clause that says best what the texts share, without who said it and for how much. */
export function draftTitle(texts: readonly string[]): string {
  const clauses = texts.slice(0, enoughTexts).flatMap(clausesOf)
  const shared = countWords(clauses)
  const [best] = clauses
    .map((clause) => ({ clause, fit: texts.length === 1 ? 0 : fit(clause, shared) }))
    .sort((a, b) => b.fit - a.fit)
  return best === undefined ? untitled : shorten(sentenceCase(best.clause), titleLength)
}

/** A title that no other theme of the kind has: with a number where it must be. `own` may keep its own. */
export async function freeTitle(tx: Tables, kind: Kind, title: string, own: Theme | null): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? title : `${shorten(title, titleLength - 4)} ${number}`
    const taken = await tx.themes.named(kind, candidate)
    if (!taken || (taken.id === own?.id && own.title.toLowerCase() === candidate.toLowerCase()))
      return candidate
  }
}

/** At most `max` characters (code points), cut between words, the cut shown by "…". */
export function shorten(title: string, max: number): string {
  const characters = Array.from(title.trim())
  if (characters.length <= max) return characters.join('')
  if (max < 2) return '…'.slice(0, Math.max(0, max))
  const kept = characters.slice(0, max - 1)
  const space = kept.lastIndexOf(' ')
  const cutsWord = characters[max - 1] !== ' '
  const words = cutsWord && space >= max * 0.6 ? kept.slice(0, space) : kept
  return words.join('').replace(/[\s\p{P}\u200d\ufe0f]+$/u, '') + '…'
}

const untitled = 'Untitled'
const enoughTexts = 200

function clausesOf(text: string): readonly string[] {
  const sentences = plain(text)
    .split(/[.!?;]+(?:\s|$)|\s-+\s|\n+/u)
    .map(trimmed)
    .filter((sentence) => sentence !== '')
  const clauses = sentences
    .map(bare)
    .filter((clause) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(clause))
  const telling = clauses.filter((clause) => contentWords(clause).length > 0)
  return telling.length > 0 ? telling : clauses
}

function plain(text: string): string {
  return text
    .slice(0, 1_000)
    .replace(/\p{Surrogate}|[\p{Cc}\ufffd]/gu, (character) => (/\s/.test(character) ? '\n' : ' '))
    .replace(/<(?:https?:|mailto:)[^>|]*\|?([^>]*)>|<[@#!][^>]*>|https?:\/\/\S+/gi, ' $1 ')
    .replace(/[‘’]/g, "'")
    .replace(/[“”"„«»`*_~]/g, '')
    .replace(/[–—]/g, '-')
    .replace(/[^\S\n]+/g, ' ')
}

// Takes away who said it, to whom, and the amount, from the front and the back, as long as something is left.
function bare(sentence: string): string {
  const isEnough = (rest: string) => contentWords(rest).length > 0
  let clause = withoutFraming(sentence, isEnough)
  for (const pattern of noise) {
    const rest = trimmed(clause.replace(pattern, ''))
    if (isEnough(rest)) clause = rest
  }
  return firstPart(clause)
}

const noise: readonly RegExp[] = [
  /^.{1,40}\bbut\s+(?:they\s+)?(?:say|says|said|think|feel)\s+(?:that\s+)?/iu, // "they love it but say …"
  /^(?:have|get|add|offer|provide)\s+(?=an?\b)/iu,
  /^(?:it's|it is|that's|you're|we're|they're|they are|we are|there is|there's|i am|i'm)\s+(?=\p{L})/iu,
  /^(?:for|about|to|a|an|the|some|our|their|your)\s+/iu,
  /^(?:a|an|the|some|our|their|your)\s+/iu,
  /\s+(?:please|pls|thanks|thank you)$/iu,
  /,\s*(?:says|said|asked)\s+[\p{L}'\s]+$/iu,
  /,?\s+(?:per|according to|requested by|asked by)\s+(?:[\p{L}']+\s?){1,4}$/iu,
  /\s+(?:at|for)\s+\p{Lu}[\p{Ll}]+(?:\s\p{Lu}[\p{Ll}]+)?$/u, // "… at Contoso"
  /,?\s*\(?\b(?:at|of|for|is|around|about|over|by)?\s*[$€£]\s?\d[\d.,]*\s?(?:k|m|mn|bn)?\b\)?$/iu,
]

// "too expensive for what it does, per …": the part before the comma, if it says enough.
function firstPart(clause: string): string {
  if (Array.from(clause).length <= titleLength && !clause.includes(',')) return clause
  const parts = clause.split(
    /,\s+|\s+(?=because\b|since\b|so that\b|but\b|although\b|unless\b|until\b|when\b)/iu,
  )
  let kept = ''
  for (const part of parts) {
    if (contentWords(kept).length >= 2) break
    const longer = kept === '' ? part : `${kept}, ${part}`
    if (kept !== '' && Array.from(longer).length > titleLength) break
    kept = longer
  }
  return kept
}

// How much of what the texts share a clause says: the cosine of its words with all words, each as often as it is
// shared. Of two that say as much the shorter has the higher, and what must be cut has less.
function fit(clause: string, shared: ReadonlyMap<string, number>): number {
  const words = [...new Set(contentWords(clause))]
  if (words.length === 0) return 0
  const covered = words.reduce((total, word) => total + (shared.get(word) ?? 0), 0)
  const fits = Array.from(clause).length <= titleLength ? 1 : 0.7
  return (fits * covered) / Math.sqrt(words.length + 1)
}

function countWords(clauses: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const clause of clauses)
    for (const word of new Set(contentWords(clause))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function contentWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'&+/-]*/gu) ?? []
  return words
    .filter((word) => !emptyWords.has(word))
    .map((word) => word.replace(/(?<=\p{L}{3})(?:'s|s|ing|ed)$/u, ''))
}

const emptyWords = new Set(
  `a about after all also am an and any are as at be been but by can could did do does for from get got had has have
  he her him his how i if in is it it's its just like me more most my need needs no not of on or our she so some such
  than that the their them then there they they're this those to too up us use very want wants was we were what when
  which who will with would you your really again thing things say said says ask asked asks`
    .trim()
    .split(/\s+/),
)

function sentenceCase(clause: string): string {
  const shouting = clause.length > 8 && clause === clause.toUpperCase() && /\s/.test(clause)
  const calm = shouting ? clause.toLowerCase() : clause
  return calm.replace(/^\p{Ll}(?=\p{Ll}*(?:[^\p{L}\p{N}]|$))/u, (letter) => letter.toUpperCase())
}

const trimmed = (text: string) => text.replace(/^[\s,.;:!?'>#-]+|[\s,.;:!?'<-]+$/gu, '')
