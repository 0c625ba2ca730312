/** Times and days as Slack writes them, in the time zone of the browser. */

export function momentOf(ts: string): Date {
  return new Date(Number(ts) * 1000)
}

export function clock(at: Date): string {
  return at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })
}

export function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}

/** "Today", "Yesterday", "Monday, November 23rd"; the year only when it is another one. */
export function dayName(at: Date, now: Date): string {
  if (sameDay(at, now)) return 'Today'
  if (sameDay(at, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return 'Yesterday'
  const name = at.toLocaleDateString('en-US', { weekday: 'long', month: 'long' })
  const [month, weekday] = name.split(' ')
  const year = at.getFullYear() === now.getFullYear() ? '' : `, ${at.getFullYear()}`
  return `${weekday ?? ''}, ${month ?? ''} ${ordinal(at.getDate())}${year}`
}

export function fullDate(at: Date): string {
  return at.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' })
}

/** Slack's `<!date^…>` format string, its braces filled. */
export function fillDate(format: string, at: Date): string {
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => dateToken(token, at) ?? whole)
}

function dateToken(token: string, at: Date): string | null {
  const day = (options: Intl.DateTimeFormatOptions) => at.toLocaleDateString('en-US', options)
  switch (token) {
    case 'date_num':
      return at.toLocaleDateString('sv-SE')
    case 'date_slash':
      return day({ month: '2-digit', day: '2-digit', year: 'numeric' })
    case 'date':
    case 'date_pretty':
      return `${day({ month: 'long' })} ${ordinal(at.getDate())}, ${at.getFullYear()}`
    case 'date_short':
    case 'date_short_pretty':
      return day({ month: 'short', day: 'numeric', year: 'numeric' })
    case 'date_long':
    case 'date_long_pretty':
      return day({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' })
    case 'time':
      return clock(at)
    case 'time_secs':
      return at.toLocaleTimeString('en-US')
    default:
      return null
  }
}

function ordinal(day: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' }
  return `${day}${ending[new Intl.PluralRules('en-US', { type: 'ordinal' }).select(day)]}`
}
