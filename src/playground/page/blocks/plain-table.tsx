/** The `table` block: as written, first row bold. */
import { isList, list, objects, text } from '../json.js'
import type { BlockProps } from './block.js'
import { Cell, cellNumber } from './cell.js'

export function PlainTable({ block }: BlockProps) {
  const [head, ...body] = list(block, 'rows').filter(isList)
  const settings = objects(block, 'column_settings')
  const look = (column: number, cell?: Parameters<typeof cellNumber>[0]) => {
    const align = text(settings[column] ?? {}, 'align')
    return align === 'right' || (align === '' && cellNumber(cell) !== null) ? 'right' : align
  }
  return (
    <div class="table-frame">
      <table class="grid">
        <thead>
          <tr>
            {head?.map((cell, column) => (
              <th key={column} class={look(column, body[0]?.[column])}>
                <Cell of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={look(column, cell)}>
                  <Cell of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
