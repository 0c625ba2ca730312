/** A ring of segments, with their shares in the legend beside it. */
import { useState } from 'preact/hooks'
import type { Pie, Segment } from './chart-data.js'
import { colorOf } from './palette.js'
import { exact } from './scale.js'
import { Spoken } from './spoken.js'

const size = 176
const outer = 84
const inner = 50

export function PieChart({ chart }: { readonly chart: Pie }) {
  const [hovered, setHovered] = useState<number | null>(null)
  const total = chart.segments.reduce((sum, { value }) => sum + value, 0)
  const center = hovered === null ? undefined : chart.segments[hovered]
  const look = (index: number) => (hovered === null || hovered === index ? 'slice' : 'slice faint')
  return (
    <div class="pie" onPointerLeave={() => setHovered(null)}>
      <svg width={size} height={size} role="img" aria-label={`pie chart: ${chart.title}`}>
        {arcs(chart.segments, total).map((path, index) => (
          <path
            key={index}
            class={look(index)}
            d={path}
            fill={colorOf(index)}
            onPointerEnter={() => setHovered(index)}
          />
        ))}
        <text class="pie-number" x={size / 2} y={size / 2 + 2} text-anchor="middle">
          {exact(center?.value ?? total)}
        </text>
        <text class="pie-label" x={size / 2} y={size / 2 + 18} text-anchor="middle">
          {center === undefined ? 'in all' : percent(center.value, total)}
        </text>
      </svg>
      <ul>
        {chart.segments.map(({ label, value }, index) => (
          <li key={label} class={look(index)} onPointerEnter={() => setHovered(index)}>
            <span class="swatch" style={{ background: colorOf(index) }} />
            <span class="name">{label}</span>
            <b>{exact(value)}</b>
            <span class="share">{percent(value, total)}</span>
          </li>
        ))}
      </ul>
      <Spoken rows={chart.segments.map(({ label, value }) => [label, value])} />
    </div>
  )
}

function arcs(segments: readonly Segment[], total: number): readonly string[] {
  let turned = 0
  return segments.map(({ value }) => {
    const start = turned
    // A full turn would end where it starts and draw nothing.
    turned += Math.min(value / total, 0.99999)
    return ring(start, turned)
  })
}

function ring(start: number, end: number): string {
  const at = (turn: number, radius: number) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2
    return `${size / 2 + radius * Math.cos(angle)} ${size / 2 + radius * Math.sin(angle)}`
  }
  const large = end - start > 0.5 ? 1 : 0
  const out = `M${at(start, outer)}A${outer} ${outer} 0 ${large} 1 ${at(end, outer)}`
  return `${out}L${at(end, inner)}A${inner} ${inner} 0 ${large} 0 ${at(start, inner)}Z`
}

function percent(value: number, total: number): string {
  return `${Math.round((value / total) * 100)}%`
}
