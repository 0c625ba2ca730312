import { type FoundGap, type Gap, NOTES_READ } from '../../core/gaps/gap.js'
import { cut, plural } from '../kit/mrkdwn.js'

/** "Price or packaging" */
export function gapName(gap: Gap): string {
  return gap.charAt(0).toUpperCase() + gap.slice(1)
}

/** What the gap rests on, the numbers first; plain text. "11 of 14 judged requests need a higher tier (SSO)" */
export function gapText(found: FoundGap): string {
  const isCut = found.signs.notes >= NOTES_READ
  return isCut ? `${restingOn(found)}, in the newest ${num(NOTES_READ)} notes` : restingOn(found)
}

function restingOn({ sign, signs }: FoundGap): string {
  const { verdicts, toldBefore, outside, accounts, used, unhelpful, worked, failed } = signs
  const { notes, answers, answerable } = signs
  const judged = Object.values(verdicts).reduce((sum, count) => sum + count, 0)
  const offering = signs.offering === null ? '' : ` (${cut(signs.offering, 40)})`
  const of = (count: number) => `${num(count)} of ${plural(judged, 'judged request')}`
  switch (sign) {
    case 'sold':
      return `${of(verdicts.we_sell_this)} ${are(verdicts.we_sell_this)} for what we sell${offering}`
    case 'sold, and told before':
      return `${num(toldBefore)} of ${plural(verdicts.we_sell_this, 'request')} for what we sell came from reps who had been told so before${offering}`
    case 'higher tier':
      return `${of(verdicts.higher_tier)} ${verdicts.higher_tier === 1 ? 'needs' : 'need'} a higher tier${offering}`
    case 'workaround':
      return `${of(verdicts.workaround)} ${are(verdicts.workaround)} met by a workaround alone${offering}`
    case 'planned':
      return `${of(verdicts.planned)} ${are(verdicts.planned)} for what is planned${offering}`
    case 'not offered':
      return `${of(verdicts.not_offered)} ${are(verdicts.not_offered)} for what we do not offer`
    case 'outside':
      return `${num(outside)} of ${plural(accounts, 'account')} ${are(outside)} in an industry where nothing was won`
    case 'answer fails':
      return `the answer failed ${plural(unhelpful + failed, 'time')} and worked ${num(used + worked)}`
    case 'answer unused':
      return `${plural(answers, 'approved answer')}, used on ${num(used + unhelpful)} of ${plural(answerable, 'note')} since`
    case 'wording':
      return answers === 0
        ? `${plural(notes, 'note')} about ${signs.area ?? 'it'}, and no answer yet`
        : `${plural(notes, 'note')} about ${signs.area ?? 'it'}, and the answer was used on ${num(used + unhelpful)}`
  }
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are'
}

function num(count: number): string {
  return count.toLocaleString('en-US')
}
