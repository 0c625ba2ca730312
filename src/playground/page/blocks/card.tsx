import { useRef } from 'preact/hooks'
import { Element } from '../elements/element.js'
import { Picture } from '../elements/picture.js'
import { Icon, isIconName } from '../icon.js'
import { object, objects, text } from '../json.js'
import { Text } from '../text.js'
import type { BlockProps } from './block.js'

export function Card({ block }: BlockProps) {
  const hero = object(block, 'hero_image')
  const actions = objects(block, 'actions')
  return (
    <article class="card">
      {hero !== null && <Picture of={hero} look="hero" />}
      <div class="card-head">
        <CardIcon block={block} />
        <div>
          <div class="card-title">
            <Text of={block['title']} />
          </div>
          <div class="card-subtitle">
            <Text of={block['subtitle']} />
          </div>
        </div>
      </div>
      {block['body'] !== undefined && (
        <div class="card-body">
          <Text of={block['body']} />
        </div>
      )}
      {block['subtext'] !== undefined && (
        <div class="card-subtext">
          <Text of={block['subtext']} />
        </div>
      )}
      {actions.length > 0 && (
        <div class="card-actions">
          {actions.map((element, index) => (
            <Element key={index} element={element} blockId={text(block, 'block_id')} label="" dispatch />
          ))}
        </div>
      )}
    </article>
  )
}

function CardIcon({ block }: BlockProps) {
  const icon = object(block, 'icon')
  if (icon !== null) return <Picture of={icon} look="mark" />
  const named = object(block, 'slack_icon')
  if (named === null) return null
  const name = text(named, 'name')
  return (
    <span class="card-icon">
      <Icon name={isIconName(name) ? name : 'spark'} />
    </span>
  )
}

export function Carousel({ block }: BlockProps) {
  const track = useRef<HTMLDivElement>(null)
  const move = (way: number) => track.current?.scrollBy({ left: way * 300, behavior: 'smooth' })
  return (
    <div class="carousel">
      <div class="carousel-track" ref={track}>
        {objects(block, 'elements').map((card, index) => (
          <Card key={text(card, 'block_id') || index} block={card} />
        ))}
      </div>
      <div class="carousel-moves">
        <button type="button" class="icon-button" aria-label="Previous card" onClick={() => move(-1)}>
          <Icon name="left" />
        </button>
        <button type="button" class="icon-button" aria-label="Next card" onClick={() => move(1)}>
          <Icon name="right" />
        </button>
      </div>
    </div>
  )
}
