/** Words that are common in one language and in no other of these; English first. */
const COMMON: readonly ReadonlySet<string>[] = [
  'the and is are was they their to of our we it not that this have has with for on be by from you your would can at as but if or need needs want wants', // English
  'der die das und ist nicht ein eine wir sie ich mit für auf zu wollen wird kann auch bei den dem sind zu unser unsere aber wenn kein keine', // German
  'le la les des une et est pas nous ils pour dans sur avec que qui leur leurs trop du au aux mais ne veut veulent', // French
  'el los las una y es no son para con que por su sus del al muy pero como más quieren nos les falta', // Spanish
  'il lo gli della delle un una e è non sono per con che di da del nel troppo ma come più vogliono loro', // Italian
  'o os as uma é não são para com que do da dos das muito mas como mais querem nosso sua seu', // Portuguese
  'het een en zijn wij ze voor met op te van niet dat maar willen onze als geen ook naar', // Dutch
].map((words) => new Set(words.split(' ')))

/**
 * Whether a text is written in another language than English, as far as it can be told: most of its letters are of another
 * script, or it has at least two words that are common in another language, and more of them than of English ones. A word
 * or two, a name, a product: false.
 */
export function isForeign(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  const latin = letters.replace(/\P{Script=Latin}/gu, '').length
  if (letters.length >= 2 && latin < letters.length / 2) return true
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const [english = 0, ...others] = COMMON.map((common) => words.filter((word) => common.has(word)).length)
  const most = Math.max(...others)
  return most >= 2 && most > english
}
