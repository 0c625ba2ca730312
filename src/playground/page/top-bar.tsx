/** The playground's clock, and the button that moves it. */
import { Icon } from './icon.js'
import { usePlay } from './play.js'
import { fullDate } from './time.js'

export function TopBar() {
  const { snapshot, busy, act } = usePlay()
  const passing = busy.has('pass-week')
  return (
    <header class="top-bar">
      <div class={passing ? 'time passing' : 'time'}>
        <Icon name="calendar" size={16} />
        <time dateTime={snapshot.now} data-testid="now">
          {fullDate(new Date(snapshot.now))}
        </time>
        <button
          type="button"
          data-testid="pass-week"
          disabled={passing}
          aria-busy={passing}
          onClick={() => void act('pass-week', { kind: 'pass-time', days: 7 }, 'top')}
        >
          {passing ? <span class="spinner" /> : <Icon name="forward" size={16} />}
          {passing ? 'A week is passing…' : 'Let a week pass'}
        </button>
        {passing && <div class="passing-bar" role="progressbar" aria-label="A week is passing" />}
      </div>
      <TopNotice />
    </header>
  )
}

function TopNotice() {
  const { notices, dismiss, trouble } = usePlay()
  if (trouble !== null) {
    return (
      <div class="top-notice" role="alert">
        {trouble}
      </div>
    )
  }
  const notice = notices.find(({ where }) => where === 'top')
  if (notice === undefined) return null
  return (
    <div class="top-notice" role="alert">
      {notice.text}
      <button type="button" aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}
