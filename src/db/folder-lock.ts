import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A folder that another process has open. PGlite itself would let us in, and one's writes would vanish. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken'
  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(`${dataDir} is in use by process ${pid}. Stop it, or name another folder in EARSHOT_DATA_DIR.`)
  }
}

export type FolderLock = {
  /** Every connection that says more than the lock's own greeting is handed here, with the line it sent. */
  serve(handler: (line: string, socket: Socket) => void): void
  release(): Promise<void>
}

/**
 * A listening Unix socket is the lock: the kernel drops it when its owner dies. It is taken by rename, and looked at
 * again a moment later, so that of two who rename at once only the last stays. Throws FolderTaken.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  mkdirSync(dataDir, { recursive: true })
  const path = socketPath(dataDir)
  const holder = await whoHolds(dataDir)
  if (holder) throw new FolderTaken(dataDir, holder.pid)

  const nonce = randomUUID()
  let handler: ((line: string, socket: Socket) => void) | null = null
  const server = createServer((socket) => {
    greet(socket, nonce, (line) => {
      if (handler) handler(line, socket)
      else socket.end()
    })
  })
  const own = `${path.slice(0, -5)}${nonce.slice(0, 8)}.sock`
  await listen(server, own)
  server.unref()
  renameSync(own, path)
  await sleep(100)
  const now = await whoHolds(dataDir)
  if (now?.nonce !== nonce) {
    server.close()
    throw new FolderTaken(dataDir, now?.pid ?? 0)
  }
  return {
    serve: (serving) => (handler = serving),
    release: () =>
      new Promise((done) => {
        rmSync(path, { force: true })
        server.close(() => done())
        // Connections that idle must not hold the process.
        server.unref()
      }),
  }
}

/** The process that has the folder open, or null. */
export async function whoHolds(dataDir: string): Promise<{ pid: number; nonce: string } | null> {
  const socket = await connectTo(socketPath(dataDir))
  if (!socket) return null
  return new Promise((done) => {
    let said = ''
    const end = (): void => {
      socket.destroy()
      const [pid = '', nonce = ''] = said.trim().split(' ')
      done(nonce === '' ? null : { pid: Number(pid), nonce })
    }
    socket.setTimeout(2000, end)
    socket.on('error', end).on('close', end)
    socket.on('data', (chunk) => {
      said += chunk.toString('utf8')
      if (said.includes('\n')) end()
    })
  })
}

/** Hands `line` to the process that has the folder open, and everything it answers to `onData`. Null: nobody has it. */
export async function askHolder(dataDir: string, line: string): Promise<Socket | null> {
  const socket = await connectTo(socketPath(dataDir))
  if (!socket) return null
  await new Promise<void>((greeted) => socket.once('data', () => greeted()))
  socket.write(`${line}\n`)
  return socket
}

function greet(socket: Socket, nonce: string, onLine: (line: string) => void): void {
  socket.on('error', () => socket.destroy())
  socket.write(`${process.pid} ${nonce}\n`)
  let heard = ''
  const listen = (chunk: Buffer): void => {
    heard += chunk.toString('utf8')
    const end = heard.indexOf('\n')
    if (end < 0) return
    socket.off('data', listen)
    onLine(heard.slice(0, end))
  }
  socket.on('data', listen)
}

/** A Unix socket's path holds about 100 characters; a deeper folder's socket stands in the temporary folder. */
function socketPath(dataDir: string): string {
  const inside = join(resolve(dataDir), 'lock.sock')
  if (inside.length <= 90) return inside
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)
  return join(tmpdir(), `earshot-${name}.sock`)
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, () => done())
  })
}

function connectTo(path: string): Promise<Socket | null> {
  return new Promise((done) => {
    const socket = connect(path)
    socket.once('connect', () => done(socket))
    socket.once('error', () => done(null))
  })
}
