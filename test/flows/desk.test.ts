import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShownMessage } from '../../src/playground/protocol.js'
import { type Earshot, startEarshot } from '../support/earshot.js'
import { textOf } from '../support/seen.js'
import { aDigest, digests, hears } from '../support/week.js'

let earshot: Earshot
let digest: ShownMessage
beforeEach(async () => {
  earshot = await startEarshot()
  digest = await aDigest(earshot)
})
afterEach(() => earshot.stop())

const latest = (): string => textOf(digests(earshot).at(-1) ?? digest)

describe('the digest says how quickly it is decided', () => {
  it('not in the first one, of which nothing is known', () => {
    expect(latest()).not.toMatch(/Median|decided in 13 weeks|Longest waiting/)
  })

  it('the median, how many, and what waits longest', async () => {
    await hears(earshot, 'there is no data centre in Switzerland')
    await earshot.mona.presses(digest, 'Approve')
    await earshot.letAWeekPass()
    expect(latest()).toContain('Median 2 days to a decision, 1 decided in 13 weeks.')
    expect(latest()).not.toContain('Longest waiting')
    await earshot.letAWeekPass()
    expect(latest()).toMatch(/Longest waiting: \*[^*]+\*, 7 days\./)
    expect(latest()).toContain('1 earlier recommendation still without a decision.')
  })

  it('what is asked again goes on waiting since it was asked first', async () => {
    for (let week = 0; week < 2; week += 1) {
      await hears(earshot, 'BrightDeck is cheaper than you are')
      await earshot.letAWeekPass()
    }
    await earshot.letAWeekPass()
    expect(latest()).toMatch(/0 decided in 13 weeks\. Longest waiting: \*[^*]+\*, 21 days\./)
  })
})

describe('a quiet week', () => {
  it('is said in two lines', async () => {
    await earshot.mona.presses(digest, 'Approve')
    await earshot.letAWeekPass()
    const quiet = digests(earshot).at(-1) ?? digest
    expect(quiet.blocks.map((block) => block['type'])).toEqual(['header', 'section', 'context'])
    expect(textOf(quiet)).toContain('Nothing was logged in this window.')
    expect(textOf(quiet)).toContain('2 notes in the window before. Median 2 days to a decision')
  })
})
