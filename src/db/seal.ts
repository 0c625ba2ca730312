import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A secret that this key does not open: it was sealed under another, or for another row. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  constructor(readonly id: string) {
    super(`The token of ${id} can't be opened with this EARSHOT_ENCRYPTION_KEY. Install Earshot there again.`)
  }
}

/** AES-256-GCM, bound to the row it stands in, so that a sealed text moved to another row opens no more. */
export function seal(key: Buffer, id: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return ['1', nonce, sealed, cipher.getAuthTag()]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64')))
    .join('.')
}

/** Throws SealBroken. */
export function open(key: Buffer, id: string, sealed: string): string {
  const [version, nonce = '', text = '', tag = ''] = sealed.split('.')
  try {
    if (version !== '1') throw new SealBroken(id)
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'))
      .setAAD(Buffer.from(id))
      .setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()]).toString('utf8')
  } catch {
    throw new SealBroken(id)
  }
}
