import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock } from '../../../src/clock.js'
import { dayIn, daysAfter, dayStart } from '../../../src/core/workspaces/day.js'
import { stepOf } from '../../../src/core/recommendations/step.js'

const presses = fc.array(
  fc.record({
    person: fc.constantFrom('U1', 'U2', 'U3'),
    decision: fc.constantFrom('approve', 'edit', 'reject', 'snooze'),
  }),
  { maxLength: 12 },
)

describe('where two must approve', () => {
  it('nothing is approved but by two people, the second of whom pressed after the last edit', () => {
    fc.assert(
      fc.property(presses, (all) => {
        let firstBy: string | null = null
        let lastEditBy: string | null = null
        for (const { person, decision } of all) {
          const step = stepOf({ firstBy }, { person, decision, twoPerson: true })
          if (decision === 'reject' || decision === 'snooze') {
            expect(step).toBe('last')
            return
          }
          if (decision === 'edit') lastEditBy = person
          if (step === 'last') {
            expect(decision).toBe('approve')
            expect(firstBy).not.toBeNull()
            expect(firstBy).not.toBe(person)
            expect(lastEditBy === null || lastEditBy === firstBy).toBe(true)
            return
          }
          if (step === 'first') firstBy = person
          else expect(firstBy).toBe(person)
        }
      }),
    )
  })

  it('one is enough where the workspace asks for one', () => {
    fc.assert(
      fc.property(presses, fc.option(fc.constantFrom('U1', 'U2')), (all, firstBy) => {
        for (const press of all) expect(stepOf({ firstBy }, { ...press, twoPerson: false })).toBe('last')
      }),
    )
  })
})

describe('a day', () => {
  const clock = createClock()
  const zones = [
    'Pacific/Kiritimati',
    'Pacific/Auckland',
    'Asia/Kolkata',
    'Europe/London',
    'America/St_Johns',
    'America/Los_Angeles',
    'Pacific/Niue',
  ]

  it('begins where the one before ends, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (zone, at) => {
          const day = dayIn(zone, at)
          const start = dayStart(clock, zone, day)
          expect(dayIn(zone, start)).toBe(day)
          expect(dayIn(zone, new Date(start.getTime() - 1))).toBe(daysAfter(day, -1))
          expect(start <= at).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})
