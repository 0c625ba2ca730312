/** A message or a view as a thing with state: its elements' values, its presses, its confirm dialogs. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { JsonObject } from '../protocol.js'
import { Confirm } from './confirm.js'
import { object, text, without } from './json.js'
import { usePlay } from './play.js'
import { type Chosen, initialValue, slot, valuesOf } from './values.js'

export type Where = { readonly channel: string; readonly ts: string } | { readonly viewId: string }

export type Surface = {
  readonly where: Where
  readonly errors: Readonly<Record<string, string>>
  readonly values: JsonObject
  readonly valueOf: (blockId: string, element: JsonObject) => JsonObject
  readonly choose: (blockId: string, element: JsonObject, value: JsonObject) => void
  /** Sends the element with its value to the app, after its confirm dialog if it has one. */
  readonly press: (blockId: string, element: JsonObject, value?: JsonObject) => void
  readonly isBusy: (blockId: string, element: JsonObject) => boolean
  readonly asking: Asking | null
  readonly ask: (asking: Asking | null) => void
}

type Asking = { readonly confirm: JsonObject; readonly go: () => void }

type Shown = {
  readonly where: Where
  readonly blocks: readonly JsonObject[]
  readonly errors: Readonly<Record<string, string>>
  /** Where a refusal is shown. */
  readonly noticeAt: string
}

export const SurfaceContext = createContext<Surface | null>(null)

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext)
  if (surface === null) throw new Error('An element is drawn outside a message or view.')
  return surface
}

export function useNewSurface({ where, blocks, errors, noticeAt }: Shown): Surface {
  const { act, busy, snapshot } = usePlay()
  const [chosen, setChosen] = useState<Chosen>({})
  const [asking, ask] = useState<Asking | null>(null)
  const key = 'viewId' in where ? where.viewId : `${where.channel}/${where.ts}`
  const keyOf = (blockId: string, element: JsonObject) =>
    `${key}/${slot(blockId, text(element, 'action_id'))}/${text(element, 'value')}`

  const press: Surface['press'] = (blockId, element, value = {}) => {
    const changed = {
      ...chosen,
      [slot(blockId, text(element, 'action_id'))]: { ...typeOf(element), ...value },
    }
    const go = () =>
      void act(
        keyOf(blockId, element),
        {
          kind: 'press',
          as: snapshot.me.id,
          where,
          blockId,
          action: { ...without(element, unsent), block_id: blockId, ...value },
          state: valuesOf(blocks, changed),
        },
        noticeAt,
      )
    const confirm = object(element, 'confirm')
    if (confirm === null) go()
    else ask({ confirm, go })
  }

  return {
    where,
    errors,
    values: valuesOf(blocks, chosen),
    valueOf: (blockId, element) =>
      chosen[slot(blockId, text(element, 'action_id'))] ?? initialValue(element) ?? {},
    choose: (blockId, element, value) =>
      setChosen((all) => ({
        ...all,
        [slot(blockId, text(element, 'action_id'))]: { ...typeOf(element), ...value },
      })),
    press,
    isBusy: (blockId, element) => busy.has(keyOf(blockId, element)),
    asking,
    ask,
  }
}

export function SurfaceFrame(props: { readonly surface: Surface; readonly children: ComponentChildren }) {
  const { surface, children } = props
  const { asking, ask } = surface
  return (
    <SurfaceContext.Provider value={surface}>
      {children}
      {asking !== null && (
        <Confirm
          confirm={asking.confirm}
          answered={(yes) => {
            ask(null)
            if (yes) asking.go()
          }}
        />
      )}
    </SurfaceContext.Provider>
  )
}

function typeOf(element: JsonObject): JsonObject {
  return { type: text(element, 'type') }
}

/** What Slack leaves out of the action it sends. */
const unsent = [
  'confirm',
  'options',
  'option_groups',
  'accessibility_label',
  'positive_button',
  'negative_button',
  'focus_on_load',
  'multiline',
  'max_length',
  'min_length',
  'dispatch_action_config',
]
