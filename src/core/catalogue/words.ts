// Words as they are counted: what says nothing is left out, what is one word in several forms is one.

/** `stem`: what its forms have in common. */
export type Word = { readonly word: string; readonly stem: string }

/** The words that say what a text is about, in its order. */
export function contentWords(text: string): readonly Word[] {
  return spoken(text)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1 && !EMPTY.has(word) && !/^\d+$/.test(word))
    .map((word) => ({ word, stem: stemOf(word) }))
}

export function spoken(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? []
}

/** From 0 to 1: the same word, one form of it, a slip of the keyboard, or a part of a compound. */
export function likeness(a: Word, b: Word): number {
  if (a.stem === b.stem || a.word === b.word) return 1
  const shared = sharedStart(a.word, b.word)
  const longest = Math.max(a.word.length, b.word.length)
  if (isSlip(a.word, b.word)) return 0.8
  if (shared >= 5 && shared >= 0.6 * longest) return 0.7
  const [short, long] = a.word.length < b.word.length ? [a.word, b.word] : [b.word, a.word]
  return short.length >= 5 && long.length >= 8 && long.includes(short) ? 0.5 : 0
}

/** "Single Sign-On" → "sso"; empty for one word alone. */
export function initialsOf(text: string): string {
  const words = spoken(text).filter((word) => !/^(?:of|and|the|for|to|a|an)$/i.test(word))
  return words.length < 2 ? '' : words.map((word) => word.slice(0, 1).toLowerCase()).join('')
}

/** Takes away endings, so that insuring, insured and insurance meet; no dictionary, and wrong at times. */
export function stemOf(word: string): string {
  const bare = word
    .toLowerCase()
    .replace(/['’]s?$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
  if (bare.length <= 3) return bare
  const singular = /(?:ss|us|is)$/.test(bare) ? bare : bare.replace(/ies$/, 'y').replace(/s$/, '')
  const ending = ENDINGS.find((end) => singular.endsWith(end) && singular.length - end.length >= 4)
  const stem = ending === undefined ? singular : singular.slice(0, -ending.length)
  return /([bdgklmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem
}

const ENDINGS =
  'isations izations isation ization ational ation ations ements ement ments ment ings ing edly ed ers er ors or ly ness ful ally al ities ity ance ence ises ise ize able ive e y'.split(
    ' ',
  )

function sharedStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

/** One letter more, less, other, or two in the wrong order; of words with six letters or more. */
function isSlip(a: string, b: string): boolean {
  if (a.length < 6 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false
  let i = sharedStart(a, b)
  let j = i
  if (a[i] === b[j + 1] && a[i + 1] === b[j]) [i, j] = [i + 2, j + 2]
  else [i, j] = [a.length >= b.length ? i + 1 : i, b.length >= a.length ? j + 1 : j]
  return a.slice(i) === b.slice(j)
}

const EMPTY = new Set(
  `a about after again all also am an and any are as ask asked asking asks at be because been before being boss but by can
come could customer customers did director do does doing done each else every everyone everything for from get gets
getting give gives go going got guy had has have having he her hers him his hours how human i if in instead into is it its
just keep keeps kind know let like look looking lot make makes many may maybe me month more most much must my need needed
needs no nobody nor not now of off ok on once one only or other our out over own people please possible put question quickly
really resources same say says see she should so some somebody someone something staff still stuff such sure take than
thanks that the their them then there these they thing things think this those though through to too two up us use used
uses using very want wanted wants was way we week well were what when where which while who whole why will with without
would year yes yet you your yours lol yearly company firm team office bit able work works working worker employee employees`
    .trim()
    .split(/\s+/),
)
