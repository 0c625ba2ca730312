/**
 * Words that are some company's name and everybody's: with a capital at the beginning of a sentence they mean nothing. The
 * words that begin what reps write, and those of them that companies are called by.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `a about above access account across action active add admin after again against agent all alert allow almost alone along
  already also always amazon and another answer any anyone anything api app apple are area around as ask asked at aurora away
  back bad base be because been before best better between big bill block blue board boost both box bridge bright budget build
  builder business but buy buyer by call calls can cannot canvas care case cash champion change cheap check chose circle clear
  client close cloud club coach code command common compare competitor compliance connect contract copper core cost costs could
  cross current custom customer customers data date deal deals decision deep delta demo different digital direct discount do
  does don't double down drift drive each early easy edge effort element end enough enterprise even event every everyone
  everything existing expensive export express external factor fair fast feature feedback few field figure finance find first
  fit flow focus for forge form forward found foundation frame free fresh from front full fusion future gap gartner general
  get gets give go goal good got great green ground group grow growth guide had hard has have he head hear heard help her here
  high his home honey horizon hot how however hub i idea if impact import in indeed industry inside insight integration intent
  into invoice is it its just keep key kind know large last later launch lead leader leap learn legal less let level license
  light like limit line linear link list live local logic logo long look looking lost lot low main make makes manager many map
  mark market match matter may maybe me meet meeting meta might mind mint missing model moment money more most move much must
  my national native need needs network never new next no none north not note nothing notion now number of off offer office
  often on once one only open option or oracle orange order other our out outreach over own partner pay payment peak people
  perhaps permissions phone pilot pipe place plan planet platform please plus point pop possible power present price prices
  pricing prime procurement product program progress project proof prospect public pulse pure push put quality question quick
  quiet quote ramp rapid rate reach ready real really reason red rep report reporting reports request result review right ring
  risk road rocket root round rule said sales same save say says scale scout seat seats second secure security see segment
  seismic sell send sense series service set several shape she shell shift should show side sign signal simple since single
  size slack slow small smart snowflake so social solid some someone something soon source south space spark spring square
  stack stage standard star start state station status step still stone storage store story stream stripe strong success such
  suite sun super support sure surface switch sync system take talk target team teams tech technical tell term than thanks that
  the their them then there these they thing think this those though three through tier time to today together too tool tools
  top total touch tough track trade trail training transfer trial true trust try twilio twin two ui under unit until up upper
  us use used user users value vendor venture very via view vision visa wait want wanted wants was wave way we web week well
  went were west what when where whether which while white who whole why wide will win wise with within without won work works
  world would yes yet you young your zero zone zoom`.split(/\s+/),
)

/** Days, months and what is written in capitals anyway: an account of that name must be marked. */
export const NO_ACCOUNTS: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december q1 q2 q3 q4 h1 h2 i i'm ai api app ceo cfo cio ciso cmo coo crm cro csv cto erp eu gbp gdpr hipaa hr iso it
  kpi nda ok pdf poc rfi rfp rfq roi saas sla soc sow sso ui uk us usa usd eur ux vat vp smb okr etl bi sdk mfa faq pr qbr`.split(
    /\s+/,
  ),
)
