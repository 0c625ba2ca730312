/** What an agent is doing: a plan of tasks, or one task. */
import type { JsonObject } from '../../protocol.js'
import { Icon } from '../icon.js'
import { object, objects, text, words } from '../json.js'
import type { BlockProps } from './block.js'
import { RichText } from './rich-text.js'

export function Plan({ block }: BlockProps) {
  return (
    <section class="container ruled">
      <div class="container-head">
        <b>{words(block, 'title')}</b>
      </div>
      <div class="container-body">
        {objects(block, 'tasks').map((task) => (
          <Task key={text(task, 'task_id')} task={task} />
        ))}
      </div>
    </section>
  )
}

export function TaskCard({ block }: BlockProps) {
  return (
    <section class="container">
      <div class="container-body">
        <Task task={block} />
      </div>
    </section>
  )
}

function Task({ task }: { readonly task: JsonObject }) {
  const output = object(task, 'output')
  const status = text(task, 'status')
  return (
    <div class={`task ${status}`}>
      <Icon name={status === 'complete' ? 'check' : status === 'error' ? 'warning' : 'dots'} />
      <div>
        <b>{words(task, 'title')}</b>
        {output !== null && <RichText elements={objects(output, 'elements')} />}
      </div>
    </div>
  )
}
