import { connect, createServer, type Socket } from 'node:net'

export type Proxy = {
  /** The address in the place of the one it stands before. */
  readonly url: string
  readonly pass: () => void
  /** Closes what is open, and every new connection at once. */
  readonly refuse: () => void
  /** Takes everything and passes nothing on: a network that swallows. */
  readonly swallow: () => void
  readonly stop: () => Promise<void>
}

/** Stands before a Postgres, so that a test can take it away and give it back. */
export async function proxyBefore(url: string): Promise<Proxy> {
  const target = new URL(url)
  const open = new Set<Socket>()
  let mode: 'pass' | 'refuse' | 'swallow' = 'pass'
  const server = createServer((near) => {
    if (mode === 'refuse') {
      near.destroy()
      return
    }
    open.add(near)
    near.on('error', () => near.destroy()).on('close', () => open.delete(near))
    if (mode === 'swallow') return
    const far = connect(Number(target.port || 5432), target.hostname)
    open.add(far)
    far
      .on('error', () => near.destroy())
      .on('close', () => {
        open.delete(far)
        near.destroy()
      })
    near.on('close', () => far.destroy())
    near.on('data', (chunk) => mode === 'pass' && far.write(chunk))
    far.on('data', (chunk) => mode === 'pass' && near.write(chunk))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const here = new URL(url)
  here.hostname = '127.0.0.1'
  here.port = String(typeof address === 'object' && address !== null ? address.port : 0)
  const drop = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: here.href,
    pass: () => {
      // What was swallowed is lost; a connection that lost a part of its talk is of no use.
      drop()
      mode = 'pass'
    },
    refuse: () => {
      mode = 'refuse'
      drop()
    },
    swallow: () => {
      mode = 'swallow'
    },
    stop: () => {
      drop()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
