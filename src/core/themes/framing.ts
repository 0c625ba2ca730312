// What surrounds the point of a piece of feedback: who said it, and how they asked.

/** The text from its point on, as far as `isEnough` accepts what is left. "They asked if we have SSO" → "SSO". */
export function withoutFraming(text: string, isEnough: (rest: string) => boolean): string {
  let kept = text
  for (const pattern of framing) {
    const rest = kept.replace(pattern, '').trim()
    if (isEnough(rest)) kept = rest
  }
  return kept
}

const oneOf = (...alternatives: readonly string[]) => `(?:${alternatives.join('|')})`

const person = oneOf(
  'they|we|he|she|i|prospects?|customers?|clients?|buyers?|champions?|reps?|users?|leads?|teams?',
  String.raw`procurement|legal|infosec|finance|c[efimorst]os?|vps?(?: \p{L}+)?|head of \p{L}+`,
  String.raw`\p{Lu}[\p{L}\p{N}]+'s? \p{L}+`, // "Acme's CFO"
)
const someone = String.raw`(?:(?:the|their|our|his|her|my|a|one)\s+)?${person}(?: at [\p{L}\p{N}]+)?`
const auxiliary =
  'just|also|really|all|still|again|would|could|is|are|were|was|have|has|had|keeps?|kept|do|does'
const verb = oneOf(
  '(?:told|tells?)(?: me| us)?|say|says|said|saying|mention(?:s|ed)?|feels?|felt|thinks?|thought|claims?',
  'ask(?:s|ed|ing)?(?: me| us| for| about| if(?: (?:we|they) (?:can|could|have))?| whether)*',
  'complain(?:s|ed|ing)?(?: about| of)?|wants?|wanted|would like|needs?|needed|wish(?:es)?|looking for',
  'requested|requires?',
)
const said = String.raw`(?:(?:${auxiliary})\s+)*${verb}\b(?:\s+(?:that|to have|to|for|a|an|the))*[\s,:]+`

const framing: readonly RegExp[] = [
  /^(?:ok|okay|so|well|hi|hello|hey|there|again|also|update|note|fyi|and|but|please|pls)\b[\s,:!]+/iu,
  /^(?:hi|hello|hey|there)\b[\s,:!]+/iu,
  new RegExp(`^${someone}\\s+${said}`, 'iu'),
  new RegExp(`^${said}`, 'iu'),
  /^(?:can|could|will|would)\s+(?:you(?: guys)?|u|we|they|i)\s+(?:please\s+|pls\s+)?/iu,
  /^(?:do|does|is|are)\s+(?:you(?: guys)?|we|it|they|there)\s+(?:have|support|offer|a way to|any way to|any)?\b\s*/iu,
  /^(?:i|we)\s+(?:would|'d)?\s*(?:like|want|need)\s+(?:to\s+)?/iu,
]
