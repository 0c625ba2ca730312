// What grouping reaches on two lists, over several arrival orders, less a margin for the orders' noise.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { serveJudge } from '../../eval/judge.js'
import { type Labelled, readLabelled } from '../../eval/labelled.js'
import { measureThemes, type ThemeScores } from '../../eval/themes.js'
import type { Judge } from '../../src/core/ports.js'

const MARGIN = 0.06 // the widest of ten pairs of orders was .045 apart from the mean of all

describe('grouping, without a model', () => {
  it('is as good on sales notes as it was', async () => {
    const scores = await measured('sales-notes.tsv', 2)
    expect(scores.n).toBe(188)
    expect(scores.top3).toBeGreaterThan(0.78 - MARGIN)
    expect(scores.ari).toBeGreaterThan(0.42 - MARGIN)
    expect(scores.churn).toBeLessThan(0.05)
  })

  it('is as good on calls to an insurer as it was', async () => {
    const scores = await measured('insurance-calls.tsv', 2)
    expect(scores.top3).toBeGreaterThan(0.9 - MARGIN)
    expect(scores.ari).toBeGreaterThan(0.5 - MARGIN)
    expect(scores.filed.precision).toBeGreaterThan(0.92)
    expect(scores.filed.coverage).toBeGreaterThan(0.2)
    expect(scores.churn).toBeLessThan(0.05)
  })
})

it('follows a model that is right 95 times in 100, and the night leaves what it judged', async () => {
  const notes = listed('sales-notes.tsv')
  const served = await serveJudge(notes, 0.95)
  try {
    expect((await measured('sales-notes.tsv', 1, served.judge)).ari).toBeGreaterThan(0.8)
  } finally {
    await served.close()
  }
})

function measured(name: string, orders: number, judge: Judge | null = null): Promise<ThemeScores> {
  return measureThemes(name, listed(name), orders, undefined, judge)
}

function listed(name: string): readonly Labelled[] {
  const items = readLabelled(fileURLToPath(new URL(name, import.meta.url)))
  if (typeof items === 'string') throw new Error(items)
  return items
}
