// What a request asks for, without whose it is, in words that a dictionary has.

/**
 * Reps type in haste: "Acme Foods hv no pwd reset, pls" asks for "have no password reset, please".
 * `isTerm`: whether the catalogue uses this word in a name, which then is no customer's.
 */
export function plainRequest(text: string, isTerm: (word: string) => boolean): string {
  return inFull(withoutCompany(text, isTerm))
}

/** What stands at the edges and has a company's looks. Nothing is cut that leaves no word. */
function withoutCompany(text: string, isTerm: (word: string) => boolean): string {
  let kept = text.replace(/\s+/g, ' ').trim()
  for (const edge of EDGES) {
    const found = edge.exec(kept)
    if (!found || !isCompany(found[1] ?? '', isTerm)) continue
    const rest = `${kept.slice(0, found.index)} ${kept.slice(found.index + found[0].length)}`.trim()
    if (/\p{L}{2}/u.test(rest)) kept = rest
  }
  return kept
}

function isCompany(name: string, isTerm: (word: string) => boolean): boolean {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const [first] = words
  if (first === undefined || words.length > 4 || isTerm(first)) return false
  // "SSO", "EAP": letters alone are a thing.
  return words.length > 1 || name !== name.toUpperCase() || name.length > 4
}

const CAPITAL = String.raw`\p{Lu}[\p{L}\p{N}.-]*`
const NAME = String.raw`${CAPITAL}(?:\s+(?:${CAPITAL}|&|\+))*`
const AFTER_A_NAME =
  'wants?|would|wld|needs?|needed|asks?|asked|asking|has|have|hv|had|is|are|was|were|says?|said|gives?|keeps?|kept|runs?|pays?|uses?|used|thinks?|gets?|got|cant|cldnt|wont|dont|doesnt|hates?|insists?|opening|letting|moving|bringing|looking|switching|sells?|ships?|spends?|opens?|closes?|shutting|covers?|works?|staff|people|ppl|hr|boss|owner|director|team'
const BUSINESS =
  'foods?|homes|hotels?|media|law|legal|care|group|ltd|inc|labs?|tech|bank|motors|games|studios?|logistics|energy|health|clinic|dental|haulage|freight|steel|design|digital|partners|retail|capital|systems|software|consulting|nursery|nurseries|schools?|college'

const EDGES: readonly RegExp[] = [
  /^([^:,.?!]{2,40}):\s+/u,
  new RegExp(String.raw`\s*[,.?!)]?\s*[-–—]\s*(${NAME})\s*[.?!]*$`, 'u'),
  new RegExp(String.raw`[,.?!;"]+\s*\(?(${NAME})\)?\s*[.?!)]*$`, 'u'),
  new RegExp(String.raw`\s+\((${NAME})\)$`, 'u'),
  new RegExp(String.raw`\s+(?:for|at|from)\s+(${NAME})\s*[.?!]*$`, 'u'),
  new RegExp(String.raw`^(${NAME})(?:'s?)?(?:\s+[-–—:]\s+|,\s+)`, 'u'),
  new RegExp(String.raw`^(${NAME})'s?\s+`, 'u'),
  new RegExp(String.raw`^(${NAME})\s+(?=(?:${AFTER_A_NAME})\b)`, 'u'),
  new RegExp(String.raw`^(${CAPITAL}(?:\s+(?:\p{Lu}[\p{Ll}\p{N}.-]+|&|\+))+)\s+(?=\p{Ll})`, 'u'),
  new RegExp(
    String.raw`^((?:\p{Ll}+ )?\p{Ll}+ (?:${BUSINESS})(?:'s?)?)(?:[,:]|\s+-|\s+(?=(?:wants?|asks?|needs?|have|has|hv)\b))\s*`,
    'u',
  ),
  new RegExp(String.raw`\s+(?:for|at|from|by)\s+(${NAME})(?=[\s,.?!])`, 'u'),
]

function inFull(text: string): string {
  return text
    .replace(/\bw\/(?:out|o)\b/gi, 'without')
    .replace(/\bw\//gi, 'with ')
    .replace(/[\p{L}\p{N}']+/gu, (word) => fullWord(word))
    .replace(/\s*&\s*|\s\+\s/g, ' and ')
    .replace(/\s+/g, ' ')
    .trim()
}

function fullWord(word: string): string {
  // An abbreviation in capitals is a name: "DR", "RUN".
  if (word.length > 1 && word === word.toUpperCase()) return ROLES.get(word) ?? word
  return SHORT.get(word.toLowerCase().replaceAll("'", '')) ?? word
}

const ROLES: ReadonlyMap<string, string> = new Map([
  ['FD', 'finance director'],
  ['CFO', 'finance director'],
  ['CTO', 'technology director'],
  ['CEO', 'managing director'],
  ['SMS', 'text message'],
])

const SHORT: ReadonlyMap<string, string> = new Map(
  `ppl people|folk people|folks people|guys people|lads men|hv have|w with|b4 before|smth something|sth something|
shd should|shld should|shdnt should not|cld could|cldnt could not|wld would|wldnt would not|wont will not|cant can not|
dont do not|doesnt does not|isnt is not|arent are not|theyre they are|thats that is|theres there is|whos who is|
whats what is|wheres where is|mgmt management|mgt management|mgr manager|mgrs managers|hols holidays|hol holiday|
pls please|plz please|realy really|qs questions|appt appointment|appts appointments|yr year|yrs years|wk week|wks weeks|
mth month|mths months|mo month|qtr quarter|hrs hours|mins minutes|secs seconds|xmas christmas|tix tickets|govt government|
dept department|depts departments|dr doctor|drs doctors|doc doctor|ta thanks|abt about|bc because|cos because|coz because|
u you|ur your|n and|tho though|thru through|asap quickly|cust customer|custs customers|acct account|accts accounts|
mtg meeting|mtgs meetings|msg message|msgs messages|txt text|txts texts|pwd password|pwds passwords|pw password|
pws passwords|comms communications|info information|admin administration|biz business|dev developer|devs developers|
env environment|config configuration|integ integration|integs integrations|auth authentication|perms permissions|
docs documents|stats statistics|reqs requirements|ops operations|mktg marketing|fd finance director|
cfo finance director|cto technology director|ceo managing director|addl additional|qty quantity|amt amount|lang language|
langs languages|intl international|loc location|locs locations|veh vehicle|vehs vehicles|maint maintenance|exp expense|
inv invoice|invs invoices|pmt payment|pmts payments|sched schedule|subs subscriptions|subbies subcontractors|
skint short of money|perf performance|avg average|hq head office|uni university|kids children|mum mother|pics pictures|
pic picture|vid video|vids videos|tel telephone|mob mobile|sms text message|emp employee|emps employees|
vs against|reorg reorganisation|onboard onboarding|sub subscription|repo repository|prod production`
    .replaceAll('\n', '')
    .split('|')
    .map((line) => {
      const space = line.indexOf(' ')
      return [line.slice(0, space), line.slice(space + 1)]
    }),
)
