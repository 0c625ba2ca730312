/** Any block, by its type. */
import type { JsonObject } from '../../protocol.js'
import { Chart } from '../chart/chart.js'
import { Picture } from '../elements/picture.js'
import { object, objects, text, words } from '../json.js'
import { Markdown } from '../markdown.js'
import { Text } from '../text.js'
import { Actions, ContextActions } from './actions.js'
import { Card, Carousel } from './card.js'
import { Container } from './container.js'
import { DataTable } from './data-table.js'
import { Input } from './input.js'
import { Alert, Context, Section } from './section.js'
import { RichText } from './rich-text.js'
import { PlainTable } from './plain-table.js'
import { Plan, TaskCard } from './plan.js'

export type BlockProps = { readonly block: JsonObject }

export function Blocks({ blocks }: { readonly blocks: readonly JsonObject[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <div key={text(block, 'block_id') || index} class={`block b-${text(block, 'type')}`}>
          <Block block={block} />
        </div>
      ))}
    </div>
  )
}

function Block({ block }: BlockProps) {
  switch (text(block, 'type')) {
    case 'section':
      return <Section block={block} />
    case 'header':
      return (
        <h3>
          <Text of={block['text']} />
        </h3>
      )
    case 'divider':
      return <hr />
    case 'context':
      return <Context block={block} />
    case 'actions':
      return <Actions block={block} />
    case 'context_actions':
      return <ContextActions block={block} />
    case 'input':
      return <Input block={block} />
    case 'image':
      return <Image block={block} />
    case 'rich_text':
      return <RichText elements={objects(block, 'elements')} />
    case 'markdown':
      return <Markdown text={text(block, 'text')} />
    case 'table':
      return <PlainTable block={block} />
    case 'data_table':
      return <DataTable block={block} />
    case 'data_visualization':
      return <Chart block={block} />
    case 'card':
      return <Card block={block} />
    case 'carousel':
      return <Carousel block={block} />
    case 'container':
      return <Container block={block} />
    case 'alert':
      return <Alert block={block} />
    case 'plan':
      return <Plan block={block} />
    case 'task_card':
      return <TaskCard block={block} />
    default:
      return <div class="unknown-block">A block this page can’t draw: {text(block, 'type') || 'no type'}</div>
  }
}

function Image({ block }: BlockProps) {
  return (
    <figure class="image">
      {object(block, 'title') !== null && <figcaption>{words(block, 'title')}</figcaption>}
      <Picture of={block} look="wide" />
    </figure>
  )
}
