/** The modals one has open, each above the one it was opened from. */
import type { ShownView } from '../protocol.js'
import { Blocks } from './blocks/block.js'
import { Dialog } from './dialog.js'
import { Icon } from './icon.js'
import { objects, words } from './json.js'
import { personOf, usePlay } from './play.js'
import { Avatar } from './avatar.js'
import { SurfaceFrame, useNewSurface } from './surface.js'

export function Modals() {
  const { modals } = usePlay().snapshot
  return (
    <>
      {modals.map((modal, index) => (
        <Modal key={modal.id} modal={modal} top={index === modals.length - 1} below={index} />
      ))}
    </>
  )
}

type Props = { readonly modal: ShownView; readonly top: boolean; readonly below: number }

function Modal({ modal, top, below }: Props) {
  const { snapshot, act, busy, notices, dismiss } = usePlay()
  const { id, view, errors } = modal
  const blocks = objects(view, 'blocks')
  const surface = useNewSurface({ where: { viewId: id }, blocks, errors, noticeAt: id })
  const me = snapshot.me.id
  const submit = words(view, 'submit')
  const submitting = busy.has(`submit ${id}`)
  const closing = busy.has(`close ${id}`)
  // What is wrong with a field is said at the field.
  const notice = Object.keys(errors).length > 0 ? undefined : notices.findLast(({ where }) => where === id)
  const close = () => {
    if (!closing && !submitting) void act(`close ${id}`, { kind: 'close', as: me, viewId: id }, id)
  }
  const send = () => {
    if (submit === '' || submitting) return
    for (const told of notices) if (told.where === id) dismiss(told.id)
    void act(`submit ${id}`, { kind: 'submit', as: me, viewId: id, values: surface.values }, id)
  }
  return (
    <Dialog label={words(view, 'title')} testId={top ? 'modal' : 'modal-below'} dismissed={close}>
      <SurfaceFrame surface={surface}>
        <form
          class="modal"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <header class="dialog-head">
            <Avatar person={personOf(snapshot, snapshot.botUser)} size={28} />
            <h2>{words(view, 'title')}</h2>
            <button
              type="button"
              class="icon-button"
              aria-label="Close"
              data-testid="modal-dismiss"
              onClick={close}
            >
              <Icon name={below > 0 ? 'left' : 'close'} size={20} />
            </button>
          </header>
          <div class="dialog-body">
            {notice !== undefined && (
              <div class="alert error" role="alert" data-testid="notice">
                <Icon name="warning" />
                <div>{notice.text}</div>
              </div>
            )}
            <Blocks blocks={blocks} />
          </div>
          <footer class="dialog-foot">
            <button
              type="button"
              class={closing ? 'button busy' : 'button'}
              data-testid="modal-close"
              onClick={close}
            >
              {words(view, 'close') || 'Cancel'}
            </button>
            {submit !== '' && (
              <button
                type="submit"
                class={submitting ? 'button primary busy' : 'button primary'}
                data-testid="modal-submit"
                disabled={submitting}
                aria-busy={submitting}
              >
                {submit}
              </button>
            )}
          </footer>
        </form>
      </SurfaceFrame>
    </Dialog>
  )
}
