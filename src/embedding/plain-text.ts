// What is compared of a text: its words, without what differs from deal to deal.
export function plainText(text: string): string {
  return sentenceOf(text).replace(/[\s.!?]+$/, '')
}

/** The same as the sentence encoder reads it best: a question is still a question. */
export function sentenceOf(text: string): string {
  return text
    .slice(0, longest)
    .replace(/\p{Surrogate}|[\p{Cc}\p{Cf}\ufffd]/gu, ' ') // half an emoji, NUL, zero-width
    .normalize('NFKC')
    .replace(/<(?:https?:|mailto:)[^>|]*\|?([^>]*)>/gi, ' $1 ') // Slack's <link|label>
    .replace(/<[@#!][^>]*>/g, ' ') // Slack's mentions
    .replace(/\bhttps?:\/\/\S+|\bwww\.\S+|\S+@\S+\.\S+/gi, ' ')
    .replace(/[‘’‛`´]/g, "'")
    .replace(/["“”„«»()<>[\]*_~]/g, ' ')
    .replace(/[‐-―]/g, '-')
    .toLowerCase()
    .replace(amount, ' 0 ')
    .replace(/\s+/g, ' ')
    .trim()
}

// More than anyone logs; what is past it changes nothing, so that no text can hold up the process.
const longest = 4_000

// "$48k", "1,200.50 €", "20%", "3x": which number it is makes no other objection of it.
const amount =
  /(?<![\p{L}\p{N}])[$€£¥]?\s?\d[\d.,]*(?:\s?(?:k|m|mm|mn|bn|b|x|%|[$€£¥]|usd|eur|gbp))?(?![\p{L}\p{N}])/gu

export function wordsOf(plain: string): readonly string[] {
  return plain.match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)?|\p{Extended_Pictographic}/gu) ?? []
}
