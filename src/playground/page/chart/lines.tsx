/** Lines, and areas as lines over a veil of their colour, so that none hides another. */
import type { Plot } from './chart-data.js'
import { colorOf } from './palette.js'
import type { Frame } from './plot.js'

type Props = { readonly chart: Plot; readonly frame: Frame; readonly hovered: number | null }

export function Lines({ chart, frame, hovered }: Props) {
  const x = (index: number) => frame.left + (index + 0.5) * frame.slot
  return (
    <g>
      {hovered !== null && (
        <line class="cursor" x1={x(hovered)} x2={x(hovered)} y1={frame.top} y2={frame.bottom} />
      )}
      {chart.series.map(({ name, values }, turn) => {
        const points = values.map((value, index) => `${x(index)} ${frame.y(value)}`)
        const floor = frame.y(0)
        return (
          <g key={name} class="line" stroke={colorOf(turn)}>
            {chart.type === 'area' && (
              <path
                class="veil"
                fill={colorOf(turn)}
                d={`M${x(0)} ${floor}L${points.join('L')}L${x(values.length - 1)} ${floor}Z`}
              />
            )}
            <path d={`M${points.join('L')}`} />
            {values.map((value, index) => (
              <circle key={index} cx={x(index)} cy={frame.y(value)} r={hovered === index ? 4.5 : 3} />
            ))}
          </g>
        )
      })}
    </g>
  )
}
