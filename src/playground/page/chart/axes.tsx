import type { Plot } from './chart-data.js'
import type { Labels } from './labels.js'
import type { Frame } from './plot.js'
import { short } from './scale.js'

type Props = { readonly chart: Plot; readonly frame: Frame; readonly labels: Labels }

export function Axes({ chart, frame, labels }: Props) {
  const { width, left, top, bottom, scale, height } = frame
  return (
    <g class="axes">
      {scale.ticks.map((tick) => {
        const y = Math.round(frame.y(tick)) + 0.5
        return (
          <g key={tick}>
            <line class={tick === 0 ? 'base' : 'grid-line'} x1={left} x2={width} y1={y} y2={y} />
            <text x={left - 8} y={y + 3.5} text-anchor="end">
              {short(tick)}
            </text>
          </g>
        )
      })}
      {labels.lines.map((lines, index) => (
        <CategoryLabel key={index} {...{ lines, index, frame, slant: labels.slant }} />
      ))}
      {chart.yLabel !== '' && (
        <text
          class="axis-title"
          transform={`translate(11 ${(top + bottom) / 2}) rotate(-90)`}
          text-anchor="middle"
        >
          {chart.yLabel}
        </text>
      )}
      {chart.xLabel !== '' && (
        <text class="axis-title" x={(left + width) / 2} y={height - 5} text-anchor="middle">
          {chart.xLabel}
        </text>
      )}
    </g>
  )
}

type LabelProps = {
  readonly lines: readonly string[]
  readonly index: number
  readonly frame: Frame
  readonly slant: boolean
}

function CategoryLabel({ lines, index, frame, slant }: LabelProps) {
  const x = frame.left + (index + 0.5) * frame.slot
  if (slant) {
    return (
      <text transform={`translate(${x + 3} ${frame.bottom + 12}) rotate(-38)`} text-anchor="end">
        {lines[0]}
      </text>
    )
  }
  return (
    <text y={frame.bottom + 4} text-anchor="middle">
      {lines.map((line) => (
        <tspan key={line} x={x} dy={14}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
