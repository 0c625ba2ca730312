/** Bars, lines and areas over axes, drawn at the size they are shown in, so that lines stay crisp. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Axes } from './axes.js'
import { Bars } from './bars.js'
import type { Plot } from './chart-data.js'
import { fitLabels, textWidth } from './labels.js'
import { Legend } from './legend.js'
import { Lines } from './lines.js'
import { type Scale, exact, scaleOf, short } from './scale.js'
import { Spoken } from './spoken.js'
import { Tip } from './tip.js'

/** Where things stand, in pixels. */
export type Frame = {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  readonly bottom: number
  /** Width of one category. */
  readonly slot: number
  readonly scale: Scale
  readonly y: (value: number) => number
}

const plotHeight = 210

export function PlotChart({ chart }: { readonly chart: Plot }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [hovered, setHovered] = useState<number | null>(null)
  const { frame, labels } = layOut(chart, width)
  const Marks = chart.type === 'bar' ? Bars : Lines
  return (
    <>
      {chart.series.length > 1 && <Legend names={chart.series.map(({ name }) => name)} />}
      <div class="plot" ref={box} onPointerLeave={() => setHovered(null)}>
        {width > 0 && (
          <svg
            width={width}
            height={frame.height}
            role="img"
            aria-label={`${chart.type} chart: ${chart.title}`}
          >
            <Axes chart={chart} frame={frame} labels={labels} />
            <Marks chart={chart} frame={frame} hovered={hovered} />
            {chart.categories.map((category, index) => (
              <rect
                key={category}
                class="hover"
                x={frame.left + index * frame.slot}
                y={frame.top}
                width={frame.slot}
                height={frame.bottom - frame.top}
                onPointerEnter={() => setHovered(index)}
              />
            ))}
          </svg>
        )}
        {hovered !== null && (
          <Tip
            title={chart.categories[hovered] ?? ''}
            lines={chart.series.map(({ name, values }) => ({ name, value: exact(values[hovered] ?? 0) }))}
            x={frame.left + (hovered + 0.5) * frame.slot}
            width={width}
          />
        )}
      </div>
      <Spoken
        rows={[['', ...chart.categories], ...chart.series.map(({ name, values }) => [name, ...values])]}
      />
    </>
  )
}

function layOut(chart: Plot, width: number) {
  const scale = scaleOf(chart.series.flatMap(({ values }) => values))
  const ticks = Math.max(...scale.ticks.map((tick) => textWidth(short(tick))))
  const left = Math.ceil(ticks) + 10 + (chart.yLabel === '' ? 0 : 18)
  const slot = Math.max(1, (width - left - 4) / Math.max(1, chart.categories.length))
  const labels = fitLabels(chart.categories, slot, chart.type !== 'bar')
  const top = 14
  const bottom = top + plotHeight
  const height = bottom + labels.height + (chart.xLabel === '' ? 4 : 20)
  const y = (value: number) => bottom - ((value - scale.low) / (scale.high - scale.low)) * plotHeight
  const frame: Frame = { width, height, left, top, bottom, slot, scale, y }
  return { frame, labels }
}

function useWidth(box: { readonly current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (box.current === null) return
    const measure = () => setWidth(box.current?.clientWidth ?? 0)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [box])
  return width
}
