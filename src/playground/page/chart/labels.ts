/** Finds a way to write the category labels under an axis so that none overlap. */
export type Labels = {
  readonly slant: boolean
  /** The lines of each label; empty where a label was left out. */
  readonly lines: readonly (readonly string[])[]
  /** Height in pixels that they need. */
  readonly height: number
}

const lineHeight = 14

/** `slot` is the width in pixels of one category. Those in order of time may be thinned; names may not. */
export function fitLabels(categories: readonly string[], slot: number, mayThin: boolean): Labels {
  const widest = Math.max(0, ...categories.map(textWidth))
  if (widest + 8 <= slot) return flat(categories.map((label) => [label]))
  const wrapped = categories.map((label) => wrap(label, slot - 8))
  const fits = wrapped.every(
    (lines) => lines.length <= 3 && lines.every((line) => textWidth(line) + 6 <= slot),
  )
  if (fits && slot > 44) return flat(wrapped)
  if (mayThin) {
    const every = Math.ceil((widest + 12) / slot)
    return flat(categories.map((label, index) => (index % every === 0 ? [label] : [])))
  }
  return { slant: true, lines: categories.map((label) => [label]), height: Math.ceil(widest * 0.6) + 16 }
}

/** In pixels, at the size of the axis labels. */
export function textWidth(text: string): number {
  return pen()?.measureText(text).width ?? text.length * 6
}

function flat(lines: Labels['lines']): Labels {
  return { slant: false, lines, height: Math.max(1, ...lines.map(({ length }) => length)) * lineHeight + 8 }
}

function wrap(label: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

let context: CanvasRenderingContext2D | null = null

function pen(): CanvasRenderingContext2D | null {
  if (context !== null) return context
  context = document.createElement('canvas').getContext('2d')
  if (context !== null) context.font = `11px ${getComputedStyle(document.body).fontFamily}`
  return context
}
