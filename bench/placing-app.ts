import { z } from 'zod'
import { place } from '../src/core/themes/place.js'
import { answerQuestions } from './child.js'
import { addHistory, noteOf } from './history.js'
import { openHouse, REP } from './house.js'
import { quantile } from './measured.js'

const WARM = 20
const PLACED = 200

const question = z.object({ size: z.number() })

/** Places notes of a rep whom Earshot knows, beside so many that are filed. */
answerQuestions(async (asked) => {
  const { size } = question.parse(asked)
  const house = await openHouse()
  const workspaceId = await house.admit('T0BENCH')
  const began = performance.now()
  await addHistory(house.database, house.embedder, { workspaceId, count: size, memory: '512MB' })
  const seconds = (performance.now() - began) / 1000
  await house.store.within(workspaceId, (tx) =>
    tx.people.save({ id: REP, name: 'Rep', isAdmin: false, isOutsider: false, groups: [], checkedAt: null }),
  )
  const times: number[] = []
  for (let index = 0; index < PLACED + WARM; index += 1) {
    const id = await house.keep(workspaceId, {
      kind: 'objection',
      // As long as reps' notes are: 55 characters.
      text: `${noteOf(index * 13)} ${index}`,
    })
    const start = performance.now()
    await place({ ...house, judge: null }, workspaceId, { feedbackId: id, reply: REP })
    if (index >= WARM) times.push(performance.now() - start)
  }
  await house.close()
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), seconds }
})
