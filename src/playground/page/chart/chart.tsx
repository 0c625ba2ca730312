/** The `data_visualization` block. */
import type { JsonObject } from '../../protocol.js'
import { text } from '../json.js'
import { readChart } from './chart-data.js'
import { PieChart } from './pie.js'
import { PlotChart } from './plot.js'

export function Chart({ block }: { readonly block: JsonObject }) {
  const chart = readChart(block)
  if (chart === null)
    return <div class="unknown-block">A chart of an unknown type: {text(block, 'type')}</div>
  return (
    <figure class="chart" data-testid="chart">
      <figcaption>{chart.title}</figcaption>
      {chart.type === 'pie' ? <PieChart chart={chart} /> : <PlotChart chart={chart} />}
    </figure>
  )
}
