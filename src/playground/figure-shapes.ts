/** What Slack accepts as tables and charts. */
import { LIMITS } from './block-limits.js'
import { isList, isObject, objectIn, objectsIn, textIn } from './json.js'
import type { Json, JsonObject } from './protocol.js'
import {
  anything,
  bool,
  both,
  list,
  num,
  object,
  rule,
  str,
  typed,
  word,
  type Check,
  type Fields,
} from './shape.js'

const cell = typed({
  raw_text: object({ type: str(), text: str({ min: 1 }) }),
  raw_number: object({ type: str(), value: num(), text: str({ min: 1 }) }),
  rich_text: object({ type: str(), elements: list(anything) }, { block_id: str() }),
})

const id = { block_id: str({ min: 1, max: LIMITS.id }) }

const ragged = rule((table) => {
  const widths = new Set(rowsOf(table).map((row) => row.length))
  if (widths.size > 1) return 'all rows must have the same number of columns'
  const settings = table['column_settings']
  return isList(settings) && settings.length > Math.max(0, ...widths)
    ? 'column_settings must match the number of columns'
    : null
})

function noLongerThan(max: number): Check {
  return rule((table) => {
    const characters = rowsOf(table)
      .flat()
      .reduce<number>((sum, one) => sum + cellLength(one), 0)
    return characters > max ? `must be less than ${max + 1} characters in all cells together` : null
  })
}

export const TABLES: Fields = {
  table: both(
    object(
      {
        type: word('table'),
        rows: list(list(cell, { min: 1, max: LIMITS.table.columns }), { min: 1, max: LIMITS.table.rows }),
      },
      {
        ...id,
        column_settings: list(object({}, { align: word('left', 'center', 'right'), is_wrapped: bool }), {
          max: LIMITS.table.columns,
        }),
      },
    ),
    ragged,
    noLongerThan(LIMITS.table.characters),
  ),
  data_table: both(
    object(
      {
        type: word('data_table'),
        caption: str({ min: 1 }),
        rows: list(list(cell, { min: 1, max: LIMITS.dataTable.columns }), {
          min: 2,
          max: LIMITS.dataTable.rows,
        }),
      },
      {
        ...id,
        page_size: num({ min: 1, max: LIMITS.dataTable.pageSize }),
        row_header_column_index: num({ min: 0 }),
      },
    ),
    ragged,
    noLongerThan(LIMITS.dataTable.characters),
  ),
}

const label = str({ min: 1, max: LIMITS.chart.label })
const segment = both(
  object({ label, value: num() }),
  rule((one) => (typeof one['value'] === 'number' && one['value'] > 0 ? null : 'value must be more than 0')),
)
const pie = object({
  type: word('pie'),
  segments: list(segment, { min: 1, max: LIMITS.chart.parts }),
})

const onePointACategory = rule((chart) => {
  const categories = objectIn(chart, 'axis_config')['categories']
  const expected = JSON.stringify(isList(categories) ? [...categories].sort() : [])
  const matches = objectsIn(chart, 'series').every((series) => {
    const labels = objectsIn(series, 'data').map((point) => textIn(point, 'label'))
    return JSON.stringify(labels.sort()) === expected
  })
  return matches ? null : 'each series must have exactly one point for each category'
})

function axisChart(type: string): Check {
  return both(
    object({
      type: word(type),
      series: list(
        object({
          name: label,
          data: list(object({ label, value: num() }), { min: 1, max: LIMITS.chart.points }),
        }),
        { min: 1, max: LIMITS.chart.parts },
      ),
      axis_config: object(
        { categories: list(label, { min: 1, max: LIMITS.chart.points }) },
        { x_label: str({ max: LIMITS.chart.axis }), y_label: str({ max: LIMITS.chart.axis }) },
      ),
    }),
    onePointACategory,
  )
}

export const CHARTS: Fields = {
  data_visualization: object(
    {
      type: word('data_visualization'),
      title: str({ min: 1, max: LIMITS.chart.title }),
      chart: typed({ pie, bar: axisChart('bar'), area: axisChart('area'), line: axisChart('line') }),
    },
    id,
  ),
}

function rowsOf(table: JsonObject): readonly (readonly Json[])[] {
  const rows = table['rows']
  return isList(rows) ? rows.filter(isList) : []
}

/** The characters that a reader sees. */
function cellLength(value: Json): number {
  if (isList(value)) return value.reduce<number>((sum, one) => sum + cellLength(one), 0)
  if (!isObject(value)) return 0
  return textIn(value, 'text').length + cellLength(value['elements'] ?? null)
}
