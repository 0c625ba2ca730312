import { describe, expect, it } from 'vitest'
import { questionAsTold } from '../../src/core/ask/told.js'
import { createOpenAiAsker } from '../../src/writing/ask.js'
import { ASKED, KNOWN } from '../core/ask/known.js'
import { modelThatSays } from './fake-model.js'

const TEXT = 'wie oft wollten Krankenhäuser SSO, last quarter?'
const GOOD = {
  measure: 'count',
  kind: 'request',
  industry: 'Healthcare',
  size: null,
  region: null,
  competitor: null,
  area: null,
  account: null,
  themes: [7],
  time: 'last quarter',
  mine: false,
}

/** The query that is made of what the model says; null: it was refused. */
async function readBy(content: unknown, status = 200, waitMs = 0) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const { settings, asked, refusals } = await modelThatSays(text, status, waitMs)
  const told = await createOpenAiAsker(settings).read(TEXT, KNOWN)
  return { question: told && questionAsTold(told, KNOWN, { ...ASKED, text: TEXT }), asked, refusals }
}

describe('a model that reads a question', () => {
  it('names what it was given, and the time by its words', async () => {
    const { question, asked } = await readBy(GOOD)
    expect(question).toMatchObject({
      measure: 'count',
      kind: 'request',
      industry: 'Healthcare',
      themeIds: ['sso'],
      said: null,
      reporter: null,
      time: { from: '2026-07-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' },
    })
    expect(asked[0]).not.toContain('U0RITA')
  })

  it('asks for what the person logged, and never for another', async () => {
    expect((await readBy({ ...GOOD, mine: true })).question?.reporter).toBe('U0RITA')
    expect((await readBy({ ...GOOD, reporter: 'U0SAM' })).question).toBeNull()
  })

  it.each([
    ['a query of its own', { ...GOOD, sql: 'DROP TABLE feedback' }],
    ['SQL for a measure', { ...GOOD, measure: 'count(*) FROM feedback; --' }],
    ['an industry that is not there', { ...GOOD, industry: "Healthcare' OR 1=1" }],
    ['an account that the question does not name', { ...GOOD, account: 'globex' }],
    ['a theme past the list', { ...GOOD, themes: [99] }],
    ['a theme by its title', { ...GOOD, themes: ['Single sign-on'] }],
    ['a competitor of its own', { ...GOOD, competitor: '<!channel>' }],
    ['a time that the question does not name', { ...GOOD, time: 'since March' }],
    ['an area of its own', { ...GOOD, area: 'vibes' }],
    ['a number', { ...GOOD, notes: 4711 }],
    ['that it can’t', { measure: null }],
    ['no JSON', 'There were 4,711 of them, <!here>.'],
  ])('is refused whole when it says %s', async (_, content) => {
    expect((await readBy(content)).question).toBeNull()
  })

  it('is done without where it is away, or too slow', async () => {
    expect((await readBy(GOOD, 503)).question).toBeNull()
    expect((await readBy(GOOD, 200, 6000)).question).toBeNull()
  }, 15_000)
})
