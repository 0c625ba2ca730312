/** What went wrong, told where the person acted, as Slackbot would. */
import { Avatar } from './avatar.js'
import { Icon } from './icon.js'
import { personOf, usePlay } from './play.js'

export function Notices({ where }: { readonly where: string }) {
  const { notices, dismiss, snapshot } = usePlay()
  const slackbot = personOf(snapshot, 'USLACKBOT')
  return (
    <>
      {notices
        .filter((notice) => notice.where === where)
        .map(({ id, text }) => (
          <div key={id} class="message notice" role="alert" data-testid="notice">
            <Avatar person={slackbot} size={36} />
            <div class="message-main">
              <div class="only-you">
                <Icon name="eye" size={14} /> Only visible to you
              </div>
              <div class="message-by">
                <b>Slackbot</b>
              </div>
              <div class="lines">{text}</div>
            </div>
            <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
              <Icon name="close" size={16} />
            </button>
          </div>
        ))}
    </>
  )
}
