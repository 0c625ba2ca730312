/**
 * The server's side of a WebSocket (RFC 6455), as much of it as Socket Mode needs: texts, pings, closing.
 * By hand, because Node has no server for it, and none of the dependencies brings one.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

const OPCODE = { continuation: 0x0, text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const
const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export class WebSocketPeer {
  onText: (text: string) => void = () => undefined
  onClose: () => void = () => undefined
  private readonly socket: Duplex
  private received = Buffer.alloc(0)
  private fragments: Buffer[] = []

  constructor(req: IncomingMessage, socket: Duplex) {
    this.socket = socket
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${acceptKey(req.headers['sec-websocket-key'] ?? '')}`,
        '\r\n',
      ].join('\r\n'),
    )
    socket.on('data', (bytes: Buffer) => this.receive(bytes))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.onClose())
  }

  send(text: string): void {
    this.write(OPCODE.text, Buffer.from(text))
  }

  close(): void {
    this.write(OPCODE.close, Buffer.from([0x03, 0xe8]))
    this.socket.end()
  }

  /** The way of a server that crashes: no goodbye. */
  cut(): void {
    this.socket.destroy()
  }

  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes])
    for (let frame = readFrame(this.received); frame !== null; frame = readFrame(this.received)) {
      this.received = this.received.subarray(frame.length)
      this.handle(frame)
    }
  }

  private handle(frame: Frame): void {
    if (frame.opcode === OPCODE.ping) this.write(OPCODE.pong, frame.payload)
    if (frame.opcode === OPCODE.close) {
      this.write(OPCODE.close, frame.payload)
      this.socket.end()
    }
    if (frame.opcode !== OPCODE.text && frame.opcode !== OPCODE.continuation) return
    this.fragments.push(frame.payload)
    if (!frame.isLast) return
    const text = Buffer.concat(this.fragments).toString()
    this.fragments = []
    this.onText(text)
  }

  private write(opcode: number, payload: Buffer): void {
    if (this.socket.writable) this.socket.write(Buffer.concat([header(opcode, payload.length), payload]))
  }
}

function acceptKey(key: string): string {
  return createHash('sha1')
    .update(key + ACCEPT_SUFFIX)
    .digest('base64')
}

type Frame = {
  readonly opcode: number
  readonly isLast: boolean
  readonly payload: Buffer
  readonly length: number
}

/** Null while the frame is not all there. What a client sends is masked. */
function readFrame(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)]
  const short = second & 0x7f
  const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const start = 2 + sizeBytes + 4
  if (bytes.length < start) return null
  const size =
    sizeBytes === 2 ? bytes.readUInt16BE(2) : sizeBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < start + size) return null
  const mask = bytes.subarray(start - 4, start)
  const payload = Buffer.from(bytes.subarray(start, start + size)).map(
    (byte, i) => byte ^ mask.readUInt8(i % 4),
  )
  return {
    opcode: first & 0x0f,
    isLast: (first & 0x80) !== 0,
    payload: Buffer.from(payload),
    length: start + size,
  }
}

function header(opcode: number, size: number): Buffer {
  if (size < 126) return Buffer.from([0x80 | opcode, size])
  if (size < 65_536) return Buffer.from([0x80 | opcode, 126, size >> 8, size & 0xff])
  const long = Buffer.alloc(10)
  long.writeUInt8(0x80 | opcode, 0)
  long.writeUInt8(127, 1)
  long.writeBigUInt64BE(BigInt(size), 2)
  return long
}
