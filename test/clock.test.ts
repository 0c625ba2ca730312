import { describe, expect, it } from 'vitest'
import { createClock } from '../src/clock.js'

const clock = createClock()
const HOUR = 3600 * 1000
const windowAt = (schedule: string, zone: string, at: string) => {
  const { start, end } = clock.windowAt(schedule, zone, new Date(at))
  return [start.toISOString(), end.toISOString()]
}

describe('the window of a schedule', () => {
  it('ends at the slot itself, and not a moment before it', () => {
    const monday = ['2026-11-16T08:00:00.000Z', '2026-11-23T08:00:00.000Z']
    expect(windowAt('0 9 * * MON', 'Europe/Berlin', '2026-11-23T08:00:00Z')).toEqual(monday)
    expect(windowAt('0 9 * * MON', 'Europe/Berlin', '2026-11-29T23:00:00Z')).toEqual(monday)
    expect(windowAt('0 9 * * MON', 'Europe/Berlin', '2026-11-23T07:59:59.999Z')[1]).toBe(monday[0])
  })

  it('puts an hour that the spring leaves out at the next that there is', () => {
    // 29 March 2026, Berlin: 02:00 to 03:00 does not exist.
    expect(windowAt('30 2 * * SUN', 'Europe/Berlin', '2026-03-29T12:00:00Z')[1]).toBe(
      '2026-03-29T01:30:00.000Z',
    )
  })

  it('counts an hour that the autumn has twice once', () => {
    // 25 October 2026, Berlin: 02:30 is 00:30Z and 01:30Z.
    const ends = [-1, 0, 1, 2, 3, 4, 5].map(
      (hour) =>
        windowAt('30 2 * * SUN', 'Europe/Berlin', new Date(Date.UTC(2026, 9, 25, hour, 45)).toISOString())[1],
    )
    expect(new Set(ends).size).toBe(2)
  })

  it.each([
    'Europe/Berlin',
    'America/New_York',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'America/St_Johns',
    'UTC',
  ])('abuts with the one before over two years in %s, a week and at most an hour apart', (zone) => {
    let window = clock.windowAt('30 2 * * SUN', zone, new Date('2028-01-01T00:00:00Z'))
    let weeks = 0
    while (window.start > new Date('2026-01-01T00:00:00Z')) {
      const before = clock.windowAt('30 2 * * SUN', zone, window.start)
      expect(before.end).toEqual(window.start)
      expect(Math.abs(window.end.getTime() - window.start.getTime() - 168 * HOUR)).toBeLessThanOrEqual(HOUR)
      window = before
      weeks += 1
    }
    expect(weeks).toBe(103)
  })

  it.each(['0 9 * *', 'nonsense', '61 * * * *', '0 9 * * MON *', '@weekly', '', '0 0 30 2 *'])(
    'refuses the schedule “%s”',
    (schedule) => {
      expect(() => clock.windowAt(schedule, 'UTC', new Date())).toThrow(RangeError)
    },
  )

  it('refuses a zone that is none', () => {
    expect(() => clock.windowAt('0 9 * * MON', 'Mars/Olympus', new Date())).toThrow(RangeError)
  })
})

it('makes ids that are ordered by time', () => {
  let now = 1_700_000_000_000
  const ids = Array.from({ length: 50 }, () => createClock(() => (now += 1) - Date.now()).newId())
  expect(ids.toSorted()).toEqual(ids)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('makes ids that are ordered within a millisecond, too, and by no clock that goes back', () => {
  let now = 1_700_000_000_000
  const clock = createClock(() => now - Date.now())
  const within = Array.from({ length: 10_000 }, () => clock.newId())
  now -= 60_000
  const ids = [...within, clock.newId(), clock.newId()]
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
