/** Where each block may stand. */
import { BLOCKS } from './block-shapes.js'

export type Surface = 'message' | 'modal' | 'home'

/** Where a block may not stand; the others may stand everywhere. */
const ONLY_IN: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  file: ['message'],
  markdown: ['message'],
  plan: ['message'],
  table: ['message', 'home'],
  task_card: ['message'],
}

export function blocksOn(surface: Surface): readonly string[] {
  return Object.keys(BLOCKS).filter((type) => ONLY_IN[type]?.includes(surface) ?? true)
}
