import { afterEach, expect, it } from 'vitest'
import { type Earshot, startEarshot } from '../support/earshot.js'

let earshot: Earshot | undefined
afterEach(() => earshot?.stop())

it('handles anew an event that failed, when it comes again over the other connection', async () => {
  earshot = await startEarshot({ transport: 'socket' })
  const { slack, rita, log } = earshot
  slack.script('views.publish', [{ error: 'internal_error' }])
  const before = slack.connections()
  const opening = rita.opensHome()
  const gone = await slack.until(() => {
    const index = slack.connections().findIndex((count, at) => count > (before[at] ?? 0))
    return index < 0 ? undefined : { index }
  })
  await slack.until(() => log.lines().some((line) => line.includes('request failed')))
  expect(slack.accepted('views.publish')).toHaveLength(0)

  slack.cutSocket(gone.index)
  await opening
  expect(slack.deliveries().at(-1)?.outcome).toMatchObject({ kind: 'acked' })
  expect(slack.accepted('views.publish')).toHaveLength(1)
  expect(rita.home()).not.toBeNull()
})
