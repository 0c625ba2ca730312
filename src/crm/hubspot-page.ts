import { z } from 'zod'
import type { HubspotObject } from './hubspot-rows.js'
import { unreadable } from './patience.js'

export type Filter = {
  readonly propertyName: 'hs_lastmodifieddate' | 'hs_object_id'
  readonly operator: 'GT' | 'GTE' | 'LTE'
  readonly value: string
}
export type Search = (
  filters: readonly Filter[],
  sort: Filter['propertyName'],
) => Promise<readonly HubspotObject[]>

/** What HubSpot gives at most for one search. */
export const PAGE = 200

/** It takes HubSpot some seconds, and at times a minute, to find by search what was written. */
const OVERLAP_MS = 2 * 60 * 1000

type Cursor = {
  /** Milliseconds of `hs_lastmodifieddate`. */
  readonly at: number
  /** Of that very millisecond, all up to this id were read; null: all of it. */
  readonly id: string | null
}

/**
 * The next page by time of change, and within one time by id. A search is never paged through: it ends at 10,000, and what
 * changes meanwhile moves what is behind it forward, unread.
 */
export async function nextPage(
  search: Search,
  cursor: string | null,
): Promise<{
  readonly objects: readonly HubspotObject[]
  readonly cursor: string
  readonly isLast: boolean
}> {
  const from = readCursor(cursor)
  const ties = from.id === null ? [] : await search(sameTime(from.at, from.id), 'hs_object_id')
  if (ties.length >= PAGE) {
    const last = ties.at(-1)?.id ?? null
    return { objects: ties, cursor: writeCursor({ at: from.at, id: last }), isLast: false }
  }
  const later = await search([time('GT', from.at)], 'hs_lastmodifieddate')
  const objects = [...ties, ...later]
  const end = Math.max(from.at, ...later.map(modifiedAt))
  const isLast = later.length < PAGE
  // Of the last time there may be more: it is read anew from its first id on.
  if (!isLast) return { objects, cursor: writeCursor({ at: end, id: '0' }), isLast }
  const isStill = objects.length === 0 && from.id === null
  return {
    objects,
    cursor: writeCursor({ at: isStill ? from.at : Math.max(0, end - OVERLAP_MS), id: null }),
    isLast,
  }
}

function sameTime(at: number, id: string): readonly Filter[] {
  return [time('GTE', at), time('LTE', at), { propertyName: 'hs_object_id', operator: 'GT', value: id }]
}

function time(operator: Filter['operator'], at: number): Filter {
  return { propertyName: 'hs_lastmodifieddate', operator, value: String(at) }
}

function modifiedAt({ properties }: HubspotObject): number {
  const at = Date.parse(String(properties['hs_lastmodifieddate']))
  if (Number.isNaN(at)) throw unreadable('HubSpot')
  return at
}

const stored = z.object({ at: z.number(), id: z.string().nullable() })

function readCursor(cursor: string | null): Cursor {
  return cursor === null ? { at: 0, id: null } : stored.parse(JSON.parse(cursor))
}

function writeCursor(cursor: Cursor): string {
  return JSON.stringify(cursor)
}
