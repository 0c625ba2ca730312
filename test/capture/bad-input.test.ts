import { NOTHING_KNOWN } from '../../src/core/feedback/feedback.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Earshot, startEarshot, TEAM } from '../support/earshot.js'
import { kept } from '../support/kept.js'
import { only, saying, textOf } from '../support/seen.js'
import { opened } from '../support/week.js'

let earshot: Earshot
beforeAll(async () => {
  earshot = await startEarshot()
})
afterAll(() => earshot.stop())

async function logs(text: string): Promise<string> {
  const { messages } = await earshot.rita.says('#deals', `/objection ${text}`)
  await earshot.settled()
  return messages.map(textOf).join()
}

describe('what a rep may type', () => {
  it('nothing but what no reader sees: the form, or a word that there was no text', async () => {
    expect(await logs('   \t ')).toBe('')
    await earshot.rita.closes(await opened(earshot, earshot.rita))
    expect(await logs('\u0000\u202e')).toContain('there was no text in it')
  })

  it('40,000 characters: refused with both numbers, nothing is cut', async () => {
    expect(await logs('word '.repeat(8000))).toContain('Not logged: 39,999 characters, and 3,000 fit.')
  })

  it('3,000 characters, of an alphabet that takes two units each: kept whole', async () => {
    const text = '🦊'.repeat(3000)
    expect(await logs(text)).toContain('Logged as an objection.')
    expect(only(await kept(earshot, '🦊')).text).toBe(text)
    expect(await logs('🦊'.repeat(3001))).toContain('Not logged: 3,001 characters')
  })

  it.each([
    ['emoji of several parts', 'they said 👩‍👩‍👧‍👦🏳️‍🌈 and 🇩🇪 ok', 'they said 👩‍👩‍👧‍👦🏳️‍🌈 and 🇩🇪 ok'],
    ['writing from right to left', 'السعر مرتفع جدا', 'السعر مرتفع جدا'],
    ['what turns writing around', 'price\u202egnp.exe\u2066', 'pricegnp.exe'],
    ['NUL', 'too\u0000 slow for them', 'too slow for them'],
    ['half a character', 'too \ud83d small \udc00 for us', 'too  small  for us'],
    ['SQL', "'; DROP TABLE feedback; -- %_\\ $1", "'; DROP TABLE feedback; -- %_\\ $1"],
    ['JSON', '{"type":"section"}"}]}', '{"type":"section"}"}]}'],
    ['lines', 'one\r\ntwo\n\nthree', 'one\ntwo\n\nthree'],
  ])('%s', async (_name, typed, stored) => {
    expect(await logs(typed)).toContain('Logged as an objection.')
    expect(only(await kept(earshot, stored)).text).toBe(stored)
  })

  it.each([
    '<!channel> <!here> <!everyone>',
    '&lt;!channel&gt; ＜!channel＞',
    '<@U0PLAY0003> <!subteam^S0PLAY001> <#C0DEALS>',
    '<https://evil.example|https://slack.com> javascript:alert(1)',
    '@channel @here @sam #marketing https://evil.example/?q=1',
    '*bold* _it_ `code` ```block``` ~gone~ >quote',
  ])('%s: shown as it was typed, pinging and linking nothing', async (typed) => {
    await logs(typed)
    await earshot.settled()
    expect(only(await kept(earshot, typed)).text).toBe(typed)
    expect(pings()).toEqual([])
    for (const message of earshot.rita.sees('#deals')) {
      const blocks = JSON.stringify(message.blocks.filter((block) => block['type'] !== 'rich_text'))
      const drawn = writers().reduce((text, writer) => text.replaceAll(`<@${writer}>`, ''), blocks)
      expect(drawn).not.toMatch(/<(?:!(?!date)|@|#|https?:)/)
    }
  })

  it('the same in the digest, its thread, the modals and Home: nobody is pinged', async () => {
    await earshot.letAWeekPass()
    await earshot.rita.opensHome()
    await earshot.slack.until(() => earshot.rita.home() ?? false)
    expect(pings()).toEqual([])
    saying(
      earshot.mona.sees('#marketing').filter(({ threadTs }) => threadTs === null),
      'What customers said',
    )
    const refusals = earshot.slack.calls().filter(({ accepted }) => !accepted)
    expect(refusals.map(({ method, error }) => `${method} ${error ?? ''}`)).toEqual([])
  })

  it('500 times the same: one theme, each kept once', async () => {
    const { house } = earshot
    const words = 'five hundred reps say that it is too dear'
    await Promise.all(
      Array.from({ length: 500 }, (_, index) => house.store.keep(TEAM, heard(index, words), [])),
    )
    expect(await kept(earshot, words)).toHaveLength(500)
  })
})

/** Who could write an answer: a private card without one names them. */
const writers = () => [earshot.mona.id, earshot.arno.id]

function pings() {
  return earshot.slack
    .notified()
    .filter(
      ({ people, groups, broadcast }) =>
        people.some((person) => !writers().includes(person)) || groups.length > 0 || broadcast,
    )
}

function heard(index: number, text: string) {
  return {
    id: earshot.house.clock.newId(),
    kind: 'objection',
    text,
    reporter: 'U1',
    source: 'command',
    deliveryKey: `many:${index}`,
    ...NOTHING_KNOWN,
    heardAt: earshot.now(),
    themeId: null,
    placement: 'pending',
  } as const
}
