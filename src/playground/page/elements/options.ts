/** What a select offers: options of the block, of the app, or the workspace's people and channels. */
import { useEffect, useState } from 'preact/hooks'
import type { Json, JsonObject, Snapshot } from '../../protocol.js'
import { withEmoji } from '../emoji.js'
import { isObject, number, objects, text, words } from '../json.js'
import { usePlay } from '../play.js'
import { useSurface } from '../surface.js'
import { suggest } from '../wire.js'

export type Option = {
  readonly key: string
  readonly label: string
  readonly note: string
  readonly group: string
  /** What is sent when it is chosen. */
  readonly value: Json
}

/** Null while the app's answer is awaited. */
export function useOptions(element: JsonObject, blockId: string, query: string): readonly Option[] | null {
  const { snapshot } = usePlay()
  const remote = text(element, 'type').includes('external')
  const suggested = useSuggested(element, blockId, remote ? query : null)
  if (remote) return suggested
  const wanted = query.toLowerCase()
  return localOptions(element, snapshot).filter(({ label }) => label.toLowerCase().includes(wanted))
}

/** A chosen value as an option, so that it can be shown before the options are known. */
export function optionOf(value: Json, snapshot: Snapshot): Option {
  if (isObject(value)) return fromSlack(value, '')
  const known = [...people(snapshot), ...conversations(snapshot, 'any')].find(
    (option) => option.value === value,
  )
  const id = typeof value === 'string' ? value : ''
  return known ?? { key: id, label: id, note: '', group: '', value }
}

function localOptions(element: JsonObject, snapshot: Snapshot): readonly Option[] {
  const type = text(element, 'type')
  if (type.includes('users')) return people(snapshot)
  if (type.includes('channels')) return conversations(snapshot, 'channel')
  if (type.includes('conversations')) return conversations(snapshot, 'any')
  return slackOptions(objects(element, 'options'), objects(element, 'option_groups'))
}

function slackOptions(options: readonly JsonObject[], groups: readonly JsonObject[]): readonly Option[] {
  const grouped = groups.flatMap((group) =>
    objects(group, 'options').map((option) => fromSlack(option, words(group, 'label'))),
  )
  return [...options.map((option) => fromSlack(option, '')), ...grouped]
}

function fromSlack(option: JsonObject, group: string): Option {
  return {
    key: text(option, 'value'),
    label: withEmoji(words(option, 'text')),
    note: words(option, 'description'),
    group,
    value: option,
  }
}

function people(snapshot: Snapshot): readonly Option[] {
  return snapshot.people
    .filter(({ isBot }) => !isBot)
    .map(({ id, name, title }) => ({ key: id, label: name, note: title, group: '', value: id }))
}

function conversations(snapshot: Snapshot, kind: 'channel' | 'any'): readonly Option[] {
  return snapshot.conversations
    .filter((one) => kind === 'any' || one.kind === kind)
    .map((one) => {
      const label = one.kind === 'channel' ? `#${one.name}` : one.name
      return { key: one.id, label, note: '', group: '', value: one.id }
    })
}

function useSuggested(element: JsonObject, blockId: string, query: string | null) {
  const { snapshot } = usePlay()
  const { where } = useSurface()
  const [options, setOptions] = useState<readonly Option[] | null>(null)
  const actionId = text(element, 'action_id')
  const least = number(element, 'min_query_length') ?? 3
  const viewId = 'viewId' in where ? where.viewId : where.ts
  useEffect(() => {
    setOptions(null)
    if (query === null) return
    if (query.length < least) {
      setOptions([])
      return
    }
    let current = true
    const timer = setTimeout(() => {
      suggest({ as: snapshot.me.id, viewId, blockId, actionId, query }).then(
        (found) => current && setOptions(found.map((option) => fromSlack(option, ''))),
        () => current && setOptions([]),
      )
    }, 120)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [query, blockId, actionId, viewId, least, snapshot.me.id])
  return options
}
