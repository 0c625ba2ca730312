/** The values of the category under the pointer. */
import { colorOf } from './palette.js'

type Props = {
  readonly title: string
  readonly lines: readonly { readonly name: string; readonly value: string }[]
  readonly x: number
  readonly width: number
}

export function Tip({ title, lines, x, width }: Props) {
  const side = x > width / 2 ? { right: `${width - x + 14}px` } : { left: `${x + 14}px` }
  return (
    <div class="tip" style={side}>
      <b>{title}</b>
      {lines.map(({ name, value }, index) => (
        <div key={name}>
          <span class="swatch" style={{ background: colorOf(index) }} />
          <span class="name">{name}</span>
          <span class="value">{value}</span>
        </div>
      ))}
    </div>
  )
}
