/** Bars, grouped by series; numbers on top where they have room. */
import type { Plot } from './chart-data.js'
import { textWidth } from './labels.js'
import { colorOf } from './palette.js'
import type { Frame } from './plot.js'
import { short } from './scale.js'

type Props = { readonly chart: Plot; readonly frame: Frame; readonly hovered: number | null }

export function Bars({ chart, frame, hovered }: Props) {
  const { series, categories } = chart
  const group = Math.min(frame.slot * 0.78, series.length * 44)
  const gap = series.length > 1 ? Math.min(2, group / series.length / 5) : 0
  const width = group / Math.max(1, series.length) - gap
  const numbers = series.flatMap(({ values }) => values.map((value) => textWidth(short(value))))
  const hasRoom = Math.max(0, ...numbers) <= width + gap - 1
  return (
    <g>
      {categories.map((category, index) => (
        <g key={category} class={hovered === null || hovered === index ? 'group' : 'group faint'}>
          {series.map(({ name, values }, turn) => {
            const value = values[index] ?? 0
            const x = frame.left + (index + 0.5) * frame.slot - group / 2 + turn * (width + gap) + gap / 2
            return (
              <g key={name}>
                <path d={barPath({ x, width, from: frame.y(0), to: frame.y(value) })} fill={colorOf(turn)} />
                {hasRoom && value !== 0 && (
                  <text class="number" x={x + width / 2} y={frame.y(value) - 4} text-anchor="middle">
                    {short(value)}
                  </text>
                )}
              </g>
            )
          })}
        </g>
      ))}
    </g>
  )
}

type Bar = { readonly x: number; readonly width: number; readonly from: number; readonly to: number }

/** A bar with its far end rounded. */
function barPath({ x, width, from, to }: Bar): string {
  const radius = Math.min(3, width / 3, Math.abs(from - to))
  const inner = to < from ? to + radius : to - radius
  const right = x + width
  return `M${x} ${from}V${inner}Q${x} ${to} ${x + radius} ${to}H${right - radius}Q${right} ${to} ${right} ${inner}V${from}Z`
}
