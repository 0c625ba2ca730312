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
    /** Null: it did not say. */
    readonly pid: number | null,
  ) {
    const who = pid === null ? 'another process' : `process ${pid}`
    super(`${dataDir} is in use by ${who}. Stop it, or name another folder in EARSHOT_DATA_DIR.`)
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
    throw new FolderTaken(dataDir, now?.pid ?? null)
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

type Holder = { readonly pid: number | null; readonly nonce: string | null }

/**
 * The process that has the folder open, or null. The kernel connects to a living process alone: one that is connected and
 * says nothing in time is too busy or stopped, and has the folder all the same.
 */
export async function whoHolds(dataDir: string): Promise<Holder | null> {
  const socket = await connectTo(socketPath(dataDir))
  if (!socket) return null
  const holder = await greeting(socket)
  socket.destroy()
  return holder
}

/** Hands `line` to the process that has the folder open; the socket brings what it answers. Null: nobody has it. */
export async function askHolder(
  dataDir: string,
  line: string,
): Promise<{ readonly pid: number; readonly socket: Socket } | null> {
  const socket = await connectTo(socketPath(dataDir))
  if (!socket) return null
  const holder = await greeting(socket)
  if (holder === null) return null
  if (holder.pid === null) {
    socket.destroy()
    throw new FolderTaken(dataDir, null)
  }
  socket.pause()
  socket.write(`${line}\n`)
  return { pid: holder.pid, socket }
}

/** What the holder says first. Null: it ended. */
function greeting(socket: Socket): Promise<Holder | null> {
  return new Promise((done) => {
    let said = ''
    const settle = (holder: Holder | null): void => {
      clearTimeout(late)
      socket.off('data', hear).off('error', ended).off('close', ended)
      // A connection that breaks later ends the reading of it; without a listener it would end the process.
      socket.on('error', () => socket.destroy())
      done(holder)
    }
    const late = setTimeout(() => settle({ pid: null, nonce: null }), PATIENCE_MS)
    const ended = (): void => settle(null)
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (!said.includes('\n')) return
      const [pid = '', nonce = ''] = said.trim().split(' ')
      settle({ pid: Number(pid), nonce })
    }
    socket.on('data', hear).on('error', ended).on('close', ended)
  })
}

const PATIENCE_MS = 2000

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
