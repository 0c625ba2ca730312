/** What the app shows in its Messages tab beside its messages: what can be asked, and what it is doing. */
import { personOf, usePlay } from './play.js'

export function Agent({ channel }: { readonly channel: string }) {
  const { snapshot, act } = usePlay()
  const { status, title, prompts } = snapshot.agent
  const me = snapshot.me.id
  return (
    <div class="composer-row" data-testid="agent">
      {status === null ? (
        <>
          {prompts.length > 0 && <span class="composer-hint">{title}</span>}
          {prompts.map(({ title: label, message }) => (
            <button
              key={message}
              type="button"
              class="replies"
              data-testid="prompt"
              onClick={() =>
                void act(`prompt ${message}`, { kind: 'say', as: me, channel, text: message }, channel)
              }
            >
              {label}
            </button>
          ))}
        </>
      ) : (
        <span class="composer-hint" role="status" data-testid="agent-status">
          {personOf(snapshot, snapshot.botUser).name} {status}
        </span>
      )}
    </div>
  )
}
