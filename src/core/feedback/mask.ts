/** Names that are known to stand in a text: the account's, however it is written, and people's. */
export type NamesInText = { readonly account: readonly string[]; readonly people: readonly string[] }

/** Masked, an account is known by its industry alone. */
export function maskedAccount(industry: string | null): string {
  return industry === null ? 'an account' : `an account in ${industry}`
}

/** The text with those names left out, in brackets as a quotation does it; what is between them stays exact. */
export function masked(text: string, { account, people }: NamesInText): string {
  return without(without(text, account, '[account]'), people, '[person]')
}

/** The longest first, so that no part of a longer name is left over. */
function without(text: string, names: readonly string[], mask: string): string {
  const patterns = names
    .map((name) => name.trim())
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .map((name) =>
      name
        .split(/\s+/)
        .map(literally)
        .join(String.raw`\s+`),
    )
  if (patterns.length === 0) return text
  const named = new RegExp(String.raw`(?<![\p{L}\p{N}])@?(?:${patterns.join('|')})(?![\p{L}\p{N}])`, 'giu')
  return text.replace(named, mask)
}

function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`)
}
