import type { Account } from './account.js'

/**
 * A name as it is looked up: small letters without accents, words apart by one space, without the legal form at its end.
 * “Acme, Inc.” and “ACME” are one name.
 */
export function nameKey(name: string): string {
  const words = [...wordsOf(name)]
  while (words.length > 1 && LEGAL_FORMS.has(words.at(-1) ?? '')) words.pop()
  return words.length > 0 ? words.join(' ') : name.trim().toLowerCase()
}

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'inc incorporated llc ltd limited corp corporation co company gmbh ag sa sas sarl bv nv plc oy ab srl spa kg pty pvt llp'.split(
    ' ',
  ),
)

export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    // Accents, not the vowel signs of other scripts.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** What a typed beginning is looked up in. */
export function searchWords({ name, domain }: Pick<Account, 'name' | 'domain'>): readonly string[] {
  return [...new Set([...nameKey(name).split(' '), ...(domain === null ? [] : [domain])])]
}

/** “https://www.Acme.com/about” → “acme.com”; what is no domain stays as it is, in small letters. */
export function domainOf(text: string): string {
  const lower = text.trim().toLowerCase()
  return /^(?:https?:\/\/)?(?:www\.)?([^/\s?#:]+)(?:[/?#:]\S*)?$/.exec(lower)?.[1] ?? lower
}
