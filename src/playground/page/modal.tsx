/** The modals one has open, each above the one it was opened from. */
import type { JsonObject, ShownView } from '../protocol.js'
import { Avatar } from './avatar.js'
import { Blocks } from './blocks/block.js'
import { Dialog } from './dialog.js'
import { Icon } from './icon.js'
import { objects, words } from './json.js'
import { type Notice, personOf, usePlay } from './play.js'
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
  const { id, view, errors } = modal
  const blocks = objects(view, 'blocks')
  const surface = useNewSurface({ where: { viewId: id }, blocks, errors, noticeAt: id })
  const acts = useModalActs(modal, surface.values)
  return (
    <Dialog label={words(view, 'title')} testId={top ? 'modal' : 'modal-below'} dismissed={acts.close}>
      <SurfaceFrame surface={surface}>
        <form
          class="modal"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            acts.submit()
          }}
        >
          <Head view={view} inner={below > 0} close={acts.close} />
          <div class="dialog-body">
            {acts.notice !== undefined && (
              <div class="alert error" role="alert" data-testid="notice">
                <Icon name="warning" />
                <div>{acts.notice.text}</div>
              </div>
            )}
            <Blocks blocks={blocks} />
          </div>
          <Foot view={view} acts={acts} />
        </form>
      </SurfaceFrame>
    </Dialog>
  )
}

type ModalActs = {
  readonly submitting: boolean
  readonly closing: boolean
  readonly submit: () => void
  readonly close: () => void
  readonly notice: Notice | undefined
}

function useModalActs({ id, view, errors }: ShownView, values: JsonObject): ModalActs {
  const { snapshot, act, busy, notices, dismiss } = usePlay()
  const as = snapshot.me.id
  const submitting = busy.has(`submit ${id}`)
  const closing = busy.has(`close ${id}`)
  const told = notices.filter(({ where }) => where === id)
  return {
    submitting,
    closing,
    // What is wrong with a field is said at the field.
    notice: Object.keys(errors).length > 0 ? undefined : told.at(-1),
    submit: () => {
      if (words(view, 'submit') === '' || submitting) return
      for (const notice of told) dismiss(notice.id)
      void act(`submit ${id}`, { kind: 'submit', as, viewId: id, values }, id)
    },
    close: () => {
      if (!closing && !submitting) void act(`close ${id}`, { kind: 'close', as, viewId: id }, id)
    },
  }
}

type HeadProps = { readonly view: JsonObject; readonly inner: boolean; readonly close: () => void }

function Head({ view, inner, close }: HeadProps) {
  const { snapshot } = usePlay()
  return (
    <header class="dialog-head">
      <Avatar person={personOf(snapshot, snapshot.botUser)} size={28} />
      <h2>{words(view, 'title')}</h2>
      <button
        type="button"
        class="icon-button"
        aria-label={inner ? 'Back' : 'Close'}
        data-testid="modal-dismiss"
        onClick={close}
      >
        <Icon name={inner ? 'left' : 'close'} size={20} />
      </button>
    </header>
  )
}

function Foot({ view, acts }: { readonly view: JsonObject; readonly acts: ModalActs }) {
  const { submitting, closing, close } = acts
  const submit = words(view, 'submit')
  return (
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
  )
}
