/** The dialog that asks before a button does what it says. */
import type { JsonObject } from '../protocol.js'
import { Dialog } from './dialog.js'
import { text, words } from './json.js'
import { Text } from './text.js'

type Props = { readonly confirm: JsonObject; readonly answered: (yes: boolean) => void }

export function Confirm({ confirm, answered }: Props) {
  const danger = text(confirm, 'style') === 'danger'
  return (
    <Dialog label={words(confirm, 'title')} testId="confirm" dismissed={() => answered(false)}>
      <header class="dialog-head">
        <h2>{words(confirm, 'title')}</h2>
      </header>
      <div class="dialog-body">
        <Text of={confirm['text']} />
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={() => answered(false)}>
          {words(confirm, 'deny')}
        </button>
        <button
          type="button"
          class={danger ? 'button danger' : 'button primary'}
          data-testid="confirm-yes"
          autofocus
          onClick={() => answered(true)}
        >
          {words(confirm, 'confirm')}
        </button>
      </footer>
    </Dialog>
  )
}
