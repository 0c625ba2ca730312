/** The `data_table` block: sorted by a press on a column's head, shown in pages. */
import { useState } from 'preact/hooks'
import type { Json } from '../../protocol.js'
import { Icon } from '../icon.js'
import { isList, list, number, text } from '../json.js'
import type { BlockProps } from './block.js'
import { Cell, cellNumber, cellText } from './cell.js'

type Row = readonly Json[]
type Order = { readonly column: number; readonly rising: boolean }

export function DataTable({ block }: BlockProps) {
  const [head = [], ...body] = list(block, 'rows').filter(isList)
  const [order, setOrder] = useState<Order | null>(null)
  const [page, setPage] = useState(0)
  const size = number(block, 'page_size') ?? 5
  const pages = Math.max(1, Math.ceil(body.length / size))
  const rows = sorted(body, order).slice(page * size, (page + 1) * size)
  const isNumeric = (column: number) =>
    body.length > 0 && body.every((row) => cellNumber(row[column]) !== null)
  const leading = number(block, 'row_header_column_index') ?? -1

  const sortBy = (column: number) => {
    const first = !isNumeric(column)
    setOrder(order?.column === column ? { column, rising: !order.rising } : { column, rising: first })
    setPage(0)
  }
  return (
    <div class="data-table" data-testid="data-table">
      <div class="table-caption">{text(block, 'caption')}</div>
      <div class="table-frame">
        <table class="grid" aria-label={text(block, 'caption')}>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <SortHead
                  key={column}
                  cell={cell}
                  numeric={isNumeric(column)}
                  rising={order?.column === column ? order.rising : null}
                  sort={() => sortBy(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td
                    key={column}
                    class={`${isNumeric(column) ? 'right' : ''} ${column === leading ? 'lead' : ''}`}
                  >
                    <Cell of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && <Pager page={page} pages={pages} total={body.length} size={size} turn={setPage} />}
    </div>
  )
}

type HeadProps = {
  readonly cell: Json
  readonly numeric: boolean
  readonly rising: boolean | null
  readonly sort: () => void
}

function SortHead({ cell, numeric, rising, sort }: HeadProps) {
  const state = rising === null ? 'none' : rising ? 'ascending' : 'descending'
  return (
    <th class={numeric ? 'right' : ''} aria-sort={state}>
      <button type="button" onClick={sort}>
        <Cell of={cell} />
        <span class={rising === null ? 'sort-mark idle' : 'sort-mark'}>
          <Icon name={rising === true ? 'up' : 'down'} size={12} />
        </span>
      </button>
    </th>
  )
}

type PagerProps = {
  readonly page: number
  readonly pages: number
  readonly total: number
  readonly size: number
  readonly turn: (page: number) => void
}

function Pager({ page, pages, total, size, turn }: PagerProps) {
  return (
    <div class="pager">
      <span>
        {page * size + 1}–{Math.min(total, (page + 1) * size)} of {total}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Previous page"
        disabled={page === 0}
        onClick={() => turn(page - 1)}
      >
        <Icon name="left" size={16} />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Next page"
        disabled={page === pages - 1}
        onClick={() => turn(page + 1)}
      >
        <Icon name="right" size={16} />
      </button>
    </div>
  )
}

function sorted(rows: readonly Row[], order: Order | null): readonly Row[] {
  if (order === null) return rows
  const way = order.rising ? 1 : -1
  return rows.toSorted((one, other) => {
    const [a, b] = [one[order.column], other[order.column]]
    const [x, y] = [cellNumber(a), cellNumber(b)]
    return (
      way *
      (x !== null && y !== null ? x - y : cellText(a).localeCompare(cellText(b), 'en', { numeric: true }))
    )
  })
}
