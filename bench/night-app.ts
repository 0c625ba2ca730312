import { monitorEventLoopDelay } from 'node:perf_hooks'
import { z } from 'zod'
import { regroup } from '../src/core/themes/regroup.js'
import { answerQuestions } from './child.js'
import { addHistory } from './history.js'
import { openHouse } from './house.js'

const question = z.object({
  kind: z.enum(['fill', 'night']),
  dataDir: z.string(),
  count: z.number().default(0),
})

/** Fills a folder with a past, or gives it one night; a process for each, so that the one's memory is not the other's. */
answerQuestions(async (asked) => {
  const { kind, dataDir, count } = question.parse(asked)
  const house = await openHouse(dataDir)
  const workspaceId = await house.admit('T0BENCH')
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  try {
    if (kind === 'night') {
      const held = monitorEventLoopDelay({ resolution: 10 })
      held.enable()
      const night = await regroup(house, workspaceId)
      held.disable()
      const megabytes = process.resourceUsage().maxRSS / 1024
      return { ...night, seconds: seconds(), megabytes, heldMs: held.max / 1e6 }
    }
    await addHistory(house.database, house.embedder, {
      workspaceId,
      count,
      memory: '64MB',
    })
    await house.database.pool.query(
      `UPDATE feedback SET theme_id = NULL, placement = 'suggested' WHERE get_byte(uuid_send(id), 15) % 10 < 3`,
    )
    return { seconds: seconds() }
  } finally {
    await house.close()
  }
})
