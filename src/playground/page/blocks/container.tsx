import { useState } from 'preact/hooks'
import { Icon } from '../icon.js'
import { flag, objects, words } from '../json.js'
import { Text } from '../text.js'
import { Blocks, type BlockProps } from './block.js'

export function Container({ block }: BlockProps) {
  const collapsible = flag(block, 'is_collapsible')
  const [open, setOpen] = useState(!flag(block, 'default_collapsed'))
  const head = (
    <>
      <span>
        <b>{words(block, 'title')}</b>
        {block['subtitle'] !== undefined && (
          <small>
            <Text of={block['subtitle']} />
          </small>
        )}
      </span>
      {collapsible && <Icon name={open ? 'up' : 'down'} />}
    </>
  )
  return (
    <section class={`container ${flag(block, 'has_header_divider') && open ? 'ruled' : ''}`}>
      {collapsible ? (
        <button type="button" class="container-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          {head}
        </button>
      ) : (
        <div class="container-head">{head}</div>
      )}
      {(open || !collapsible) && (
        <div class="container-body">
          <Blocks blocks={objects(block, 'child_blocks')} />
        </div>
      )}
    </section>
  )
}
