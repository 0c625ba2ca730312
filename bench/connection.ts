import { once } from 'node:events'
import { createConnection } from 'node:net'

export type Answer = { readonly status: number; readonly text: string }

/** One keep-alive connection, one request at a time. */
export type Connection = {
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer>
  /** False once the server has closed it. */
  isOpen(): boolean
  close(): void
}

/**
 * HTTP/1.1 by hand: on two cores the generator must cost less than what it measures, and node:http's own client costs
 * as much as the server. It reads what Node's servers write: a length, or chunks to the end.
 */
export async function connect(port: number): Promise<Connection> {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  socket.setEncoding('utf8')
  let got = ''
  let waiting: { done(answer: Answer): void; fail(error: Error): void } | null = null
  socket.on('data', (piece: string) => {
    got += piece
    const answer = answerIn(got)
    if (!answer) return
    got = ''
    waiting?.done(answer)
    waiting = null
  })
  socket.on('error', (error) => waiting?.fail(error))
  socket.on('close', () => waiting?.fail(new Error('the server closed the connection')))
  return {
    post: (path, body, headers) =>
      new Promise((done, fail) => {
        waiting = { done, fail }
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
      }),
    isOpen: () => socket.writable && !socket.readableEnded,
    close: () => socket.destroy(),
  }
}

function answerIn(got: string): Answer | null {
  const end = got.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = got.slice(0, end).toLowerCase()
  const text = got.slice(end + 4)
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
  const whole = length === undefined ? text.endsWith('0\r\n\r\n') : Buffer.byteLength(text) >= Number(length)
  return whole ? { status: Number(head.slice(9, 12)), text } : null
}
