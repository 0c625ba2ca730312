import { colorOf } from './palette.js'

export function Legend({ names }: { readonly names: readonly string[] }) {
  return (
    <ul class="legend">
      {names.map((name, index) => (
        <li key={name}>
          <span class="swatch" style={{ background: colorOf(index) }} />
          {name}
        </li>
      ))}
    </ul>
  )
}
