/** The `data_visualization` block as numbers to draw. */
import type { JsonObject } from '../../protocol.js'
import { number, object, objects, strings, text, words } from '../json.js'

export type Segment = { readonly label: string; readonly value: number }
export type Series = { readonly name: string; readonly values: readonly number[] }

export type Pie = { readonly type: 'pie'; readonly title: string; readonly segments: readonly Segment[] }

/** A chart with axes; each series has one value per category. */
export type Plot = {
  readonly type: 'bar' | 'line' | 'area'
  readonly title: string
  readonly series: readonly Series[]
  readonly categories: readonly string[]
  readonly xLabel: string
  readonly yLabel: string
}

export function readChart(block: JsonObject): Pie | Plot | null {
  const chart = object(block, 'chart') ?? {}
  const title = words(block, 'title')
  const type = text(chart, 'type')
  if (type === 'pie') return { type, title, segments: objects(chart, 'segments').map(readSegment) }
  if (type !== 'bar' && type !== 'line' && type !== 'area') return null
  const axis = object(chart, 'axis_config') ?? {}
  const series = objects(chart, 'series')
  const given = strings(axis, 'categories')
  const first = series[0] === undefined ? [] : objects(series[0], 'data')
  const categories = given.length > 0 ? given : first.map((point) => text(point, 'label'))
  return {
    type,
    title,
    categories,
    series: series.map((one) => readSeries(one, categories)),
    xLabel: text(axis, 'x_label'),
    yLabel: text(axis, 'y_label'),
  }
}

function readSeries(series: JsonObject, categories: readonly string[]): Series {
  const points = objects(series, 'data')
  const valueAt = (category: string) => points.find((point) => text(point, 'label') === category)
  return {
    name: text(series, 'name'),
    values: categories.map((category) => number(valueAt(category) ?? {}, 'value') ?? 0),
  }
}

function readSegment(segment: JsonObject): Segment {
  return { label: text(segment, 'label'), value: number(segment, 'value') ?? 0 }
}
