/** An image; where it can't be loaded (the page loads nothing from elsewhere), a box with what it shows. */
import { useState } from 'preact/hooks'
import type { JsonObject } from '../../protocol.js'
import { object, text } from '../json.js'

type Props = { readonly of: JsonObject; readonly look: 'thumb' | 'wide' | 'hero' | 'mark' }

export function Picture({ of, look }: Props) {
  const [failed, setFailed] = useState(false)
  const file = object(of, 'slack_file')
  const url = text(of, 'image_url') || (file === null ? '' : text(file, 'url'))
  const alt = text(of, 'alt_text')
  if (failed || url === '') {
    return (
      <span class={`picture missing ${look}`} role="img" aria-label={alt} title={alt}>
        {look === 'mark' ? '' : alt}
      </span>
    )
  }
  return <img class={`picture ${look}`} src={url} alt={alt} title={alt} onError={() => setFailed(true)} />
}
